using System.Globalization;
using System.Text.Json;

namespace Bench.Load.Probing;

/// <summary>Adds answers to a file, one line of JSON each, in one write: a reader may follow the file.</summary>
internal sealed class ProbeLog(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public void Dispose() => _file.Dispose();

    internal void Write(DateTimeOffset at, ProbeAnswer answer, TimeSpan took)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("at", at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteBoolean("good", answer.Good);
            json.WriteString("detail", answer.Detail);
            json.WriteNumber("ms", Math.Round(took.TotalMilliseconds, 3));
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        _file.Write(line.GetBuffer(), 0, (int)line.Length);
    }
}
