using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Bench.Measurement.Pairs;

namespace Bench.Load.Pairs;

/// <summary>
/// Records as they come, each on its way to the disk before the next, and a line of progress once a second: <c>t</c> and <c>of</c> (seconds since the start, of
/// the whole as expected), <c>completed</c> and <c>errors</c> (pairs). None is kept in memory.
/// </summary>
internal sealed class PatternRecords : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _records;
    private readonly FileStream _progress;
    private readonly double _of;
    private readonly long _begun = Stopwatch.GetTimestamp();
    private long _completed;
    private long _errors;

    /// <param name="expectedSeconds">The whole pattern's wall time.</param>
    internal PatternRecords(PatternFiles files, double expectedSeconds)
    {
        Directory.CreateDirectory(files.Results);
        _records = new FileStream(files.Records, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _progress = new FileStream(files.Progress, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _of = expectedSeconds;
    }

    internal (long Completed, long Errors) Counts
    {
        get
        {
            lock (_lock)
            {
                return (_completed, _errors);
            }
        }
    }

    public void Dispose()
    {
        _records.Dispose();
        _progress.Dispose();
    }

    internal void Write(PairRecord record)
    {
        lock (_lock)
        {
            Append(_records, record.ToLine());
            _completed += record.Problem is null ? 1 : 0;
            _errors += record.Problem is null ? 0 : 1;
        }
    }

    internal void WriteProgress()
    {
        using var line = new MemoryStream();
        lock (_lock)
        {
            using (var json = new Utf8JsonWriter(line))
            {
                json.WriteStartObject();
                json.WriteNumber("t", Math.Round(Stopwatch.GetElapsedTime(_begun).TotalSeconds, 3));
                json.WriteNumber("of", Math.Round(_of, 3));
                json.WriteBoolean("warmup", false);
                json.WriteNumber("completed", _completed);
                json.WriteNumber("errors", _errors);
                json.WriteEndObject();
            }

            Append(_progress, Encoding.UTF8.GetString(line.ToArray()));
        }
    }

    // Whole lines in one write: a reader may follow the file.
    private static void Append(FileStream file, string line)
    {
        file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        file.Flush();
    }
}
