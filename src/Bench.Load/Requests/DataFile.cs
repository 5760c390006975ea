using System.Text;
using Bench.Load.CommandLine;

namespace Bench.Load.Requests;

/// <summary>Rows for requests: a CSV file (RFC 4180: commas, quotes doubled inside quotes) whose first line names the columns.</summary>
internal sealed class DataFile
{
    private DataFile(IReadOnlyList<string> columns, IReadOnlyList<string[]> rows) => (Columns, Rows) = (columns, rows);

    internal IReadOnlyList<string> Columns { get; }

    internal IReadOnlyList<string[]> Rows { get; }

    /// <exception cref="UsageException">It cannot be read, has no row, or a row has another number of fields than the header.</exception>
    internal static DataFile Load(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The data of the requests: {e.Message}");
        }

        var lines = Parse(text);
        if (lines.Count < 2)
        {
            throw new UsageException($"The data of the requests, {path}, has no row: its first line names the columns.");
        }

        var wrong = lines.FindIndex(l => l.Length != lines[0].Length);
        return wrong < 0
            ? new DataFile(lines[0], lines[1..])
            : throw new UsageException($"The data of the requests, {path}: record {wrong + 1} has {lines[wrong].Length} fields, not {lines[0].Length} as the first.");
    }

    private static List<string[]> Parse(string text)
    {
        var (records, fields, field) = (new List<string[]>(), new List<string>(), new StringBuilder());
        bool quoted = false, any = false;

        void EndRecord()
        {
            if (any)
            {
                fields.Add(field.ToString());
                records.Add([.. fields]);
            }

            fields.Clear();
            field.Clear();
            any = false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                {
                    field.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '\n')
            {
                EndRecord();
            }
            else if (c == ',')
            {
                fields.Add(field.ToString());
                field.Clear();
                any = true;
            }
            else if (c == '"' && field.Length == 0)
            {
                (quoted, any) = (true, true);
            }
            else if (c != '\r' || i + 1 >= text.Length || text[i + 1] != '\n')
            {
                field.Append(c);
                any = true;
            }
        }

        EndRecord();
        return records;
    }
}
