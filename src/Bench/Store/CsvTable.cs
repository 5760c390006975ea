using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Bench.Store;

/// <summary>
/// One CSV file of the store; the first column is the run. Fields are mapped by hand: CsvHelper's mapping of records compiles expressions,
/// which takes longer than all else that collecting a run does.
/// </summary>
/// <param name="header">The columns.</param>
/// <param name="fields">A row's values in the order of the columns.</param>
/// <param name="read">A row from the reader's current line.</param>
internal sealed class CsvTable<T>(string path, string[] header, Func<T, object?[]> fields, Func<CsvReader, T> read)
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    public List<T> Read()
    {
        var rows = new List<T>();
        Visit(reader => rows.Add(read(reader)));
        return rows;
    }

    /// <summary>Whether a row of the run is there.</summary>
    public bool Has(string run)
    {
        var found = false;
        Visit(reader => found |= reader.GetField(0) == run);
        return found;
    }

    /// <summary>Writes the file anew, whole.</summary>
    public void Write(IEnumerable<T> rows)
    {
        using (var writer = new CsvWriter(new StreamWriter(path + ".tmp"), Configuration))
        {
            WriteRow(writer, header);
            WriteRows(writer, rows);
        }

        File.Move(path + ".tmp", path, overwrite: true);
    }

    public void Append(IEnumerable<T> rows)
    {
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write);
        using var writer = new CsvWriter(new StreamWriter(stream), Configuration);
        if (stream.Position == 0)
        {
            WriteRow(writer, header);
        }

        WriteRows(writer, rows);
    }

    private void WriteRows(CsvWriter writer, IEnumerable<T> rows)
    {
        foreach (var row in rows)
        {
            WriteRow(writer, fields(row));
        }
    }

    private static void WriteRow(CsvWriter writer, object?[] values)
    {
        foreach (var value in values)
        {
            writer.WriteField(value switch
            {
                DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                _ => value?.ToString(),
            });
        }

        writer.NextRecord();
    }

    private void Visit(Action<CsvReader> row)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using var reader = new CsvReader(new StreamReader(path), Configuration);
        if (!reader.Read() || !reader.ReadHeader())
        {
            return;
        }

        while (reader.Read())
        {
            row(reader);
        }
    }
}
