using System.Text.Json;

namespace Bench.Jobs;

/// <summary>
/// <c>journal.jsonl</c>, the durable truth of a run: one line an event, on disk before the next step is taken. One process writes at a
/// time (the run's lock sees to that). A last line that a crash tore is cut off when the journal is opened. See <c>Journal.design.md</c>.
/// </summary>
public sealed class Journal : IDisposable
{
    private readonly FileStream _file;
    private readonly TimeProvider _clock;
    private readonly List<JournalEntry> _entries;
    private readonly Lock _lock = new();

    private Journal(FileStream file, List<JournalEntry> entries, TimeProvider clock)
    {
        _file = file;
        _entries = entries;
        _clock = clock;
    }

    /// <summary>Told of each event after it is on disk.</summary>
    public event Action<JournalEntry>? Appended;

    /// <summary>Opens for writing; makes the file where there is none.</summary>
    public static Journal Open(string path, TimeProvider clock)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var entries = Parse(bytes, out var whole);
        file.SetLength(whole);
        file.Position = whole;
        return new Journal(file, entries, clock);
    }

    /// <summary>Reads without writing or locking: for Status, and for runs of others. Empty where there is no journal.</summary>
    public static IReadOnlyList<JournalEntry> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Parse(bytes.AsSpan(0, read), out _);
    }

    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>Writes the event and returns when it is on disk. Number and time are filled in here.</summary>
    public JournalEntry Append(JournalEntry entry)
    {
        lock (_lock)
        {
            entry = entry with { Seq = (_entries.Count == 0 ? 0 : _entries[^1].Seq) + 1, At = _clock.GetUtcNow() };
            var line = JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Default.JournalEntry);
            // One write for line and line end: a crash leaves the line whole or torn, never two lines in one.
            _file.Write([.. line, (byte)'\n']);
            _file.Flush(flushToDisk: true);
            _entries.Add(entry);
        }

        Appended?.Invoke(entry);
        return entry;
    }

    public void Dispose() => _file.Dispose();

    // A line counts when it has its line end and is sound JSON. What has no line end was torn by a crash; a line that is not sound (a later
    // version's, a damaged disk's) is passed over, and never takes with it what stands behind: a job told there may still live.
    private static List<JournalEntry> Parse(ReadOnlySpan<byte> bytes, out int whole)
    {
        var entries = new List<JournalEntry>();
        whole = 0;
        for (int end; (end = bytes[whole..].IndexOf((byte)'\n')) >= 0; whole += end + 1)
        {
            if (TryParse(bytes.Slice(whole, end)) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    private static JournalEntry? TryParse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalJson.Default.JournalEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
