using System.Text;
using Bench.Transport;

namespace Bench.Health;

/// <summary>The output of a job: its growth, its last lines, and whether a text has appeared in it. Reads each byte once for each text.</summary>
/// <param name="directory">The job's folder with <c>stdout.log</c> and <c>stderr.log</c>.</param>
public sealed class ServiceLog(ITransport transport, string directory)
{
    private const int Chunk = 256 * 1024;
    private const int TailBytes = 64 * 1024;

    private static readonly string[] Names = ["stdout.log", "stderr.log"];
    private readonly Dictionary<(string Name, string Text), (long Offset, string Carry)> _searched = [];
    private readonly HashSet<string> _found = [];

    /// <summary>The job's folder.</summary>
    public string Directory => directory;

    /// <summary>Bytes written to both files so far.</summary>
    public async Task<long> LengthAsync(CancellationToken cancellationToken)
    {
        var lengths = await Task.WhenAll(Names.Select(n => transport.LengthAsync(Path.Combine(directory, n), cancellationToken))).ConfigureAwait(false);
        return lengths.Sum(l => l ?? 0);
    }

    /// <summary>Whether the text has appeared in either file since the job began.</summary>
    public async Task<bool> ContainsAsync(string text, CancellationToken cancellationToken)
    {
        foreach (var name in Names)
        {
            if (!_found.Contains(text) && await SearchAsync(name, text, cancellationToken).ConfigureAwait(false))
            {
                _found.Add(text);
            }
        }

        return _found.Contains(text);
    }

    /// <summary>The last lines of standard error, or of standard output where that is empty, control characters taken out.</summary>
    public async Task<IReadOnlyList<string>> TailAsync(int lines, CancellationToken cancellationToken)
    {
        var tails = new List<string>();
        foreach (var name in Names)
        {
            tails.AddRange(await TailAsync(name, lines, cancellationToken).ConfigureAwait(false));
        }

        return [.. tails.TakeLast(lines)];
    }

    private async Task<IEnumerable<string>> TailAsync(string name, int lines, CancellationToken cancellationToken)
    {
        var bytes = await transport.ReadAsync(Path.Combine(directory, name), -TailBytes, TailBytes, cancellationToken).ConfigureAwait(false) ?? [];
        return Encoding.UTF8.GetString(bytes).TrimEnd().Split('\n').Where(l => l.Length > 0).TakeLast(lines).Select(Printable);
    }

    private async Task<bool> SearchAsync(string name, string text, CancellationToken cancellationToken)
    {
        var (offset, carry) = _searched.GetValueOrDefault((name, text), (0, ""));
        var path = Path.Combine(directory, name);
        while (await transport.ReadAsync(path, offset, Chunk, cancellationToken).ConfigureAwait(false) is { Length: > 0 } bytes)
        {
            offset += bytes.Length;
            // Latin-1 keeps a text that is cut between two reads whole byte for byte.
            var window = carry + Encoding.Latin1.GetString(bytes);
            if (window.Contains(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal))
            {
                return true;
            }

            carry = window[^Math.Min(window.Length, Encoding.UTF8.GetByteCount(text))..];
            _searched[(name, text)] = (offset, carry);
        }

        return false;
    }

    private static string Printable(string line) =>
        new([.. line.Where(c => !char.IsControl(c) || c == '\t').Take(2000)]);
}
