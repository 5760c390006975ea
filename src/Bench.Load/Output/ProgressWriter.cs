using System.Text.Json;
using Bench.Measurement.Results;

namespace Bench.Load.Output;

/// <summary>
/// One JSON line a second: <c>t</c> and <c>of</c> (seconds since the load's start, of the whole without the drain), <c>warmup</c>; <c>sent</c>,
/// <c>completed</c> and <c>errors</c> since the start; <c>rate</c> (good answers) and <c>p99</c> (s, corrected; null where nothing ended) of the last second.
/// </summary>
internal sealed class ProgressWriter(string path, double warmupSeconds, double durationSeconds) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1);
    private readonly MemoryStream _line = new();
    private readonly Utf8JsonWriter _json = new(Stream.Null);
    private long _sent;
    private long _completed;
    private long _errors;

    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }

    /// <summary>Writes the line of a finished second.</summary>
    internal void Write(HttpLoadSecond second)
    {
        _sent += second.Sent;
        _completed += second.Completed;
        _errors += second.Errors;
        _line.SetLength(0);
        _json.Reset(_line);
        Fields(second);
        _json.Flush();
        // Whole lines only: a reader may follow the file.
        _line.WriteByte((byte)'\n');
        _file.Write(_line.GetBuffer(), 0, (int)_line.Length);
        _file.Flush();
    }

    private void Fields(HttpLoadSecond second)
    {
        _json.WriteStartObject();
        _json.WriteNumber("t", Math.Round(warmupSeconds + second.Second + 1, 3));
        _json.WriteNumber("of", Math.Round(warmupSeconds + durationSeconds, 3));
        _json.WriteBoolean("warmup", second.Second < 0);
        _json.WriteNumber("sent", _sent);
        _json.WriteNumber("completed", _completed);
        _json.WriteNumber("errors", _errors);
        _json.WriteNumber("rate", second.Completed);
        if (second.P99 is { } p99)
        {
            _json.WriteNumber("p99", p99);
        }
        else
        {
            _json.WriteNull("p99");
        }

        _json.WriteEndObject();
    }
}
