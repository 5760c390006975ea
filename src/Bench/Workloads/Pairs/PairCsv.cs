using System.Buffers;
using System.Globalization;

namespace Bench.Workloads.Pairs;

/// <summary>The CSV of workloads between nodes (RFC 4180, line feeds, UTC). Written as a stream: a matrix of a thousand nodes has a million cells.</summary>
public static class PairCsv
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private static readonly string[] Before =
        ["point", "repeat", "workload", "pattern_repeat", "round", "nic", "client", "server", "started_utc", "behind_s", "seconds"];

    private static readonly string[] Behind = ["problem", "reason"];

    /// <summary>One row a measurement of a pair; metrics have a column each, in their own units, named as the tool names them.</summary>
    public static void WritePairs(TextWriter writer, IEnumerable<(string Point, int Repeat, string Workload, PairResults Results)> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var all = runs.ToList();
        var metrics = all.SelectMany(r => r.Results.Metrics).Select(m => m.Name).Distinct(StringComparer.Ordinal).ToList();
        Line(writer, [.. Before, .. metrics.Select(m => Before.Contains(m) || Behind.Contains(m) ? "value/" + m : m), .. Behind]);
        foreach (var (point, repeat, workload, results) in all)
        {
            var column = metrics.ConvertAll(m => results.Metrics.ToList().FindIndex(r => r.Name == m));
            for (var i = 0; i < results.Rows.Count; i++)
            {
                var row = results.Rows[i];
                var index = i;
                Line(writer,
                [
                    point, Text(repeat), workload, Text(row.Repeat), Text(row.Round), results.Nics[row.Nic], results.Nodes[row.Client], results.Nodes[row.Server],
                    Text(row.Started), Text(row.Behind), Text(row.Seconds),
                    .. column.Select(c => c < 0 || !row.IsMeasured ? "" : Text(results.Value(index, c))),
                    row.Problem?.ToString() ?? "", row.Reason ?? "",
                ]);
            }
        }
    }

    /// <summary>One row a round: the median and the sum of the primary metric, and the skew of its start.</summary>
    public static void WriteRounds(TextWriter writer, IEnumerable<(string Point, int Repeat, string Workload, PairResults Results)> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        Line(writer, ["point", "repeat", "workload", "pattern_repeat", "round", "direction", "nic", "started_utc", "pairs", "failed", "median", "total", "unit", "skew_s"]);
        foreach (var (point, repeat, workload, results) in runs)
        {
            foreach (var round in PairRound.Of(results))
            {
                Line(writer,
                [
                    point, Text(repeat), workload, Text(round.Repeat), round.Round is { } r ? Text(r) : "", Text(round.Direction), results.Nics[round.Nic], Text(round.Started),
                    Text(round.Pairs), Text(round.Failed), Text(round.Median), Text(round.Total), results.Metrics[0].Unit, Text(round.Skew),
                ]);
            }
        }
    }

    public static void WriteMediansHeader(TextWriter writer) => Line(writer, ["point", "workload", "metric", "nic", "node", "as_client", "as_server", "unit"]);

    /// <summary>One row a node: its medians as a client and as a server.</summary>
    public static void WriteMedians(TextWriter writer, string point, string workload, PairGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        for (var i = 0; i < grid.Nodes.Count; i++)
        {
            if (grid.Rows[i] is not null || grid.Columns[i] is not null)
            {
                Line(writer, [point, workload, grid.Metric.Name, grid.Nic, grid.Nodes[i], Text(grid.Rows[i]), Text(grid.Columns[i]), grid.Metric.Unit]);
            }
        }
    }

    /// <summary>A row a client and a column a server, empty where nothing was measured; medians are the last column and the last row.</summary>
    public static void WriteMatrix(TextWriter writer, PairGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        Line(writer, ["client", .. grid.Nodes, "median"]);
        for (var c = 0; c < grid.Nodes.Count; c++)
        {
            var client = c;
            Line(writer, [grid.Nodes[c], .. Enumerable.Range(0, grid.Nodes.Count).Select(s => Text(grid[client, s])), Text(grid.Rows[c])]);
        }

        Line(writer, ["median", .. grid.Columns.Select(Text), Text(grid.Median)]);
    }

    /// <summary>The cells of a matrix that <see cref="WriteMatrix"/> wrote, without names and medians; NaN where one is empty. Null where the file is no such matrix.</summary>
    /// <param name="nodes">How many there are.</param>
    public static double[]? ReadMatrix(TextReader reader, int nodes)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var cells = new double[nodes * nodes];
        if (reader.ReadLine() is null)
        {
            return null;
        }

        for (var c = 0; c < nodes; c++)
        {
            // Numbers have no commas, but names may: they stand in front.
            var fields = reader.ReadLine()?.Split(',');
            if (fields is null || fields.Length < nodes + 2)
            {
                return null;
            }

            for (var s = 0; s < nodes; s++)
            {
                cells[(c * nodes) + s] = double.TryParse(fields[fields.Length - 1 - nodes + s], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
            }
        }

        return cells;
    }

    private static void Line(TextWriter writer, IEnumerable<string> fields)
    {
        var first = true;
        foreach (var field in fields)
        {
            if (!first)
            {
                writer.Write(',');
            }

            first = false;
            if (field.AsSpan().ContainsAny(Special))
            {
                // A line break in a name would be a line of the file.
                writer.Write('"');
                writer.Write(field.Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" "));
                writer.Write('"');
            }
            else
            {
                writer.Write(field);
            }
        }

        writer.Write('\n');
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double? value) => value is { } v && double.IsFinite(v) ? v.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture) ?? "";
}
