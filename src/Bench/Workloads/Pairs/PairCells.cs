namespace Bench.Workloads.Pairs;

/// <summary>
/// The measurements of one workload at one point, repeat by repeat, brought together by the nodes' names (each repeat may have been given others) and put in the order of
/// the matrix' cells once, for all metrics.
/// </summary>
public sealed class PairCells
{
    private readonly IReadOnlyList<PairResults> _repeats;

    // For each interface the measured rows, sorted by their cell.
    private readonly (int Cell, int Repeat, int Row)[][] _sorted;

    /// <param name="repeats">At least one; of the same workload.</param>
    public PairCells(IReadOnlyList<PairResults> repeats)
    {
        ArgumentNullException.ThrowIfNull(repeats);
        _repeats = repeats;
        Nodes = [.. repeats.SelectMany(r => r.Nodes).Distinct(StringComparer.Ordinal)];
        var index = Nodes.Select((n, i) => (n, i)).ToDictionary(n => n.n, n => n.i, StringComparer.Ordinal);
        NodeOf = [.. repeats.Select(r => (IReadOnlyList<int>)[.. r.Nodes.Select(n => index[n])])];
        _sorted = [.. First.Nics.Select(_ => Array.Empty<(int, int, int)>())];
        for (var nic = 0; nic < _sorted.Length; nic++)
        {
            var rows = new List<(int Cell, int Repeat, int Row)>();
            for (var r = 0; r < repeats.Count; r++)
            {
                for (var i = 0; i < repeats[r].Rows.Count; i++)
                {
                    var row = repeats[r].Rows[i];
                    if (row.Nic == nic && row.IsMeasured)
                    {
                        rows.Add(((NodeOf[r][row.Client] * Nodes.Count) + NodeOf[r][row.Server], r, i));
                    }
                }
            }

            _sorted[nic] = [.. rows];
            Array.Sort(_sorted[nic]);
        }
    }

    /// <summary>All nodes that took part in any repeat, in the order in which they came up.</summary>
    public IReadOnlyList<string> Nodes { get; }

    /// <summary>For each repeat, the index in <see cref="Nodes"/> of each of its own nodes.</summary>
    public IReadOnlyList<IReadOnlyList<int>> NodeOf { get; }

    /// <summary>What all repeats have in common: metrics, interfaces, pattern.</summary>
    public PairResults First => _repeats[0];

    public IReadOnlyList<PairResults> Repeats => _repeats;

    public PairGrid Grid(int nic, int metric)
    {
        var cells = new double[Nodes.Count * Nodes.Count];
        Array.Fill(cells, double.NaN);
        foreach (var (cell, values) in Cells(nic, metric))
        {
            cells[cell] = Median(values);
        }

        return new PairGrid(Nodes, First.Metrics[metric], First.Nics[nic], cells);
    }

    /// <summary>
    /// The standard deviation of the natural logarithms of an edge's repeats around their edge's mean, divided by the root of how many there are: how far off an edge's
    /// median may be by that alone. Null where no edge has repeats.
    /// </summary>
    public double? Scatter(int nic, int metric)
    {
        var (squares, degrees, samples, edges) = (0.0, 0, 0, 0);
        foreach (var (_, values) in Cells(nic, metric))
        {
            var logs = values.Where(v => v > 0).Select(v => Math.Log(v)).ToList();
            if (logs.Count > 1)
            {
                var mean = logs.Average();
                squares += logs.Sum(l => (l - mean) * (l - mean));
                (degrees, samples, edges) = (degrees + logs.Count - 1, samples + logs.Count, edges + 1);
            }
        }

        return degrees == 0 ? null : Math.Sqrt(squares / degrees / ((double)samples / edges));
    }

    /// <summary>The values of each cell that has any; the list is used again for the next.</summary>
    private IEnumerable<(int Cell, List<double> Values)> Cells(int nic, int metric)
    {
        var values = new List<double>();
        var rows = _sorted[nic];
        for (var i = 0; i < rows.Length; i++)
        {
            var value = _repeats[rows[i].Repeat].Value(rows[i].Row, metric);
            if (!double.IsNaN(value))
            {
                values.Add(value);
            }

            if (i + 1 == rows.Length || rows[i + 1].Cell != rows[i].Cell)
            {
                if (values.Count > 0)
                {
                    yield return (rows[i].Cell, values);
                }

                values.Clear();
            }
        }
    }

    // A cell mostly has one value or a few: no sorted copy of each of a million.
    private static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
