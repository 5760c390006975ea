using System.Buffers;
using System.Globalization;
using System.Text;

namespace Bench.Measurement;

/// <summary>
/// How series are written: tidy CSV (RFC 4180, line feeds) with the columns of <see cref="SeriesRow"/>, times in ISO 8601 with milliseconds, UTC.
/// Bench and the binary on the nodes write it alike.
/// </summary>
public static class SeriesCsv
{
    public const string Header = "time_utc,source,node,metric,value,unit\n";

    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>Adds rows to the end of a file, in one write; the header goes first where the file is new, and a last line that a crash tore is cut off.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Append(string path, IEnumerable<SeriesRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        CutTornLine(stream);
        var text = new StringBuilder(stream.Position == 0 ? Header : "");
        foreach (var row in rows)
        {
            AppendLine(text, row);
        }

        stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Adds the row's line to the text.</summary>
    public static void AppendLine(StringBuilder text, SeriesRow row)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(row);
        text.Append(row.TimeUtc.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)).Append(',');
        Field(text, row.Source).Append(',');
        Field(text, row.Node).Append(',');
        Field(text, row.Metric).Append(',');
        text.Append(row.Value.ToString("R", CultureInfo.InvariantCulture)).Append(',');
        Field(text, row.Unit).Append('\n');
    }

    private static StringBuilder Field(StringBuilder text, string value) =>
        value.AsSpan().ContainsAny(Special) || value is [' ', ..] or [.., ' ']
            ? text.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"')
            : text.Append(value);

    private static void CutTornLine(FileStream stream)
    {
        var end = stream.Length;
        for (; end > 0; end--)
        {
            stream.Position = end - 1;
            if (stream.ReadByte() == '\n')
            {
                break;
            }
        }

        stream.SetLength(end);
        stream.Position = end;
    }
}
