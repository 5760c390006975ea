namespace Bench.Reports.Pairs;

/// <summary>A matrix as reports show it: its cells, wherever they stand, which of them are bad, and which failed.</summary>
internal sealed class PairMatrixView
{
    private readonly IReadOnlyList<double>? _cells;
    private readonly HashSet<string> _bad;
    private readonly HashSet<(string, string)> _badEdges;
    private readonly HashSet<string> _badClients;
    private readonly HashSet<string> _badServers;
    private readonly Dictionary<string, string> _failed;

    public PairMatrixView(PairSummary pairs, PairMatrix matrix, IEnumerable<PairFinding> findings, IReadOnlyDictionary<string, IReadOnlyList<double>> matrices)
    {
        (Pairs, Matrix) = (pairs, matrix);
        _cells = matrices.GetValueOrDefault(matrix.File) is { } cells && cells.Count == Count * Count ? cells : null;
        Findings = [.. findings.Where(f => f.Metric == matrix.Metric && (f.Nic is null || f.Nic == matrix.Nic))];
        var nodes = Findings.Where(f => f.Nodes.Count == 1).ToList();
        _bad = [.. nodes.Where(f => f.Role is null).Select(f => f.Nodes[0])];
        _badClients = [.. nodes.Where(f => f.Role == "client").Select(f => f.Nodes[0])];
        _badServers = [.. nodes.Where(f => f.Role == "server").Select(f => f.Nodes[0])];
        _badEdges = [.. Findings.Where(f => f.Nodes.Count == 2).SelectMany(f => f.Of > 1
            ? new[] { (f.Nodes[0], f.Nodes[1]), (f.Nodes[1], f.Nodes[0]) }
            : [(f.Nodes[0], f.Nodes[1])])];
        _failed = pairs.Failures.SelectMany(f => f.Pairs.Select(p => (Pair: p, f.Reason))).DistinctBy(p => p.Pair).ToDictionary(p => p.Pair, p => p.Reason, StringComparer.Ordinal);
    }

    public PairSummary Pairs { get; }

    public PairMatrix Matrix { get; }

    /// <summary>Those about this matrix.</summary>
    public IReadOnlyList<PairFinding> Findings { get; }

    public int Count => Pairs.Nodes.Count;

    /// <summary>False where the cells of a large matrix were not read.</summary>
    public bool HasCells => Matrix.Values is not null || _cells is not null;

    public bool HigherIsBetter => Matrix.Better == Recipes.Direction.Higher;

    /// <summary><c>throughput</c>, <c>throughput on ib0</c>.</summary>
    public string Title => Matrix.Metric + (Matrix.Nic is { } nic ? $" on {nic}" : "");

    /// <summary>Null where it was not measured.</summary>
    public double? this[int client, int server] => Matrix.Values is { } rows ? rows[client][server]
        : _cells is not null && double.IsFinite(_cells[(client * Count) + server]) ? _cells[(client * Count) + server]
        : null;

    public bool IsBad(int client, int server)
    {
        var (c, s) = (Pairs.Nodes[client], Pairs.Nodes[server]);
        return this[client, server] is not null
            && (_bad.Contains(c) || _bad.Contains(s) || _badClients.Contains(c) || _badServers.Contains(s) || _badEdges.Contains((c, s)));
    }

    public bool IsBadClient(int node) => _bad.Contains(Pairs.Nodes[node]) || _badClients.Contains(Pairs.Nodes[node]);

    public bool IsBadServer(int node) => _bad.Contains(Pairs.Nodes[node]) || _badServers.Contains(Pairs.Nodes[node]);

    /// <summary>Why it was not measured; null where it was, or was not to be.</summary>
    public string? Failure(int client, int server) =>
        this[client, server] is null ? _failed.GetValueOrDefault($"{Pairs.Nodes[client]}>{Pairs.Nodes[server]}") : null;

    /// <summary>What was measured, the worst first.</summary>
    public IReadOnlyList<(int Client, int Server, double Value)> Ordered()
    {
        var all = new List<(int Client, int Server, double Value)>();
        for (var c = 0; c < Count; c++)
        {
            for (var s = 0; s < Count; s++)
            {
                if (this[c, s] is { } value)
                {
                    all.Add((c, s, value));
                }
            }
        }

        return HigherIsBetter ? [.. all.OrderBy(p => p.Value)] : [.. all.OrderByDescending(p => p.Value)];
    }
}
