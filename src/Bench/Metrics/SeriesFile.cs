using System.Globalization;
using Bench.Measurement;
using CsvHelper;
using CsvHelper.Configuration;

namespace Bench.Metrics;

/// <summary>Tidy CSV of time series: <c>time_utc,source,node,metric,value,unit</c>, times in ISO 8601 with milliseconds, UTC.</summary>
public static class SeriesFile
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\n",
        MissingFieldFound = null,
        BadDataFound = null,
    };

    /// <summary>Adds rows; writes the header where the file is new, and cuts off a last line that a crash tore.</summary>
    public static void Append(string path, IEnumerable<SeriesRow> rows) => SeriesCsv.Append(path, rows);

    /// <summary>Writes the file anew, whole.</summary>
    public static void Write(string path, IEnumerable<SeriesRow> rows)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + ".tmp";
        File.Delete(temporary);
        SeriesCsv.Append(temporary, rows);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads rows; a line that a crash tore is left out. Empty where there is no file.</summary>
    public static IReadOnlyList<SeriesRow> Read(string path)
    {
        var rows = new List<SeriesRow>();
        if (!File.Exists(path))
        {
            return rows;
        }

        var text = File.ReadAllText(path);
        using var reader = new CsvReader(new StringReader(text[..(text.LastIndexOf('\n') + 1)]), Configuration);
        if (!reader.Read() || !reader.ReadHeader())
        {
            return rows;
        }

        while (reader.Read())
        {
            if (reader.TryGetField<string>(5, out var unit)
                && DateTimeOffset.TryParse(reader.GetField(0), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                && double.TryParse(reader.GetField(4), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                rows.Add(new SeriesRow(time, reader.GetField(1)!, reader.GetField(2)!, reader.GetField(3)!, value, unit!));
            }
        }

        return rows;
    }
}
