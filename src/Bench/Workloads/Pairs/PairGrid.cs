using Bench.Measurement.Pairs;
using Bench.Metrics;

namespace Bench.Workloads.Pairs;

/// <summary>The n × n matrix of a metric on a network interface: a row a client, a column a server, medians over the repeats.</summary>
public sealed class PairGrid
{
    private readonly double[] _cells;

    /// <param name="cells">Row by row; NaN where it was not measured.</param>
    public PairGrid(IReadOnlyList<string> nodes, PairMetric metric, string nic, double[] cells)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, nodes.Count * nodes.Count);
        (Nodes, Metric, Nic, _cells) = (nodes, metric, nic, cells);
        Rows = [.. Enumerable.Range(0, nodes.Count).Select(c => MedianOf(s => this[c, s]))];
        Columns = [.. Enumerable.Range(0, nodes.Count).Select(s => MedianOf(c => this[c, s]))];
    }

    public IReadOnlyList<string> Nodes { get; }

    public PairMetric Metric { get; }

    /// <summary>Empty for the addresses that nodes are known by.</summary>
    public string Nic { get; }

    /// <summary>The median of each client; null where nothing was measured.</summary>
    public IReadOnlyList<double?> Rows { get; }

    /// <summary>The median of each server.</summary>
    public IReadOnlyList<double?> Columns { get; }

    /// <summary>The median of all that was measured; null where nothing was.</summary>
    public double? Median
    {
        get
        {
            var values = Measured().Select(m => m.Value).ToList();
            return values.Count == 0 ? null : Aggregation.Median(values);
        }
    }

    /// <summary>Null where it was not measured.</summary>
    public double? this[int client, int server] => _cells[(client * Nodes.Count) + server] is var v && double.IsNaN(v) ? null : v;

    /// <summary>What was measured, client by client.</summary>
    public IEnumerable<(int Client, int Server, double Value)> Measured()
    {
        for (var i = 0; i < _cells.Length; i++)
        {
            if (!double.IsNaN(_cells[i]))
            {
                yield return (i / Nodes.Count, i % Nodes.Count, _cells[i]);
            }
        }
    }

    private double? MedianOf(Func<int, double?> cell)
    {
        var values = Enumerable.Range(0, Nodes.Count).Select(cell).OfType<double>().ToList();
        return values.Count == 0 ? null : Aggregation.Median(values);
    }
}
