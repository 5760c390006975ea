using Bench.Workloads.Pairs;

namespace Bench.Reports.Pairs;

/// <summary>
/// Sorts what was not measured by whose doing it is: the node that most failed pairs touch, and that most of their reasons name, comes first and takes all of its
/// pairs with it.
/// </summary>
internal static class PairFailures
{
    private const int MostGroups = 20;
    private const int MostPairs = 200;

    public static IReadOnlyList<PairFailure> Of(PairCells cells)
    {
        var left = new List<Failed>();
        for (var r = 0; r < cells.Repeats.Count; r++)
        {
            foreach (var row in cells.Repeats[r].Rows.Where(x => x.IsFailed))
            {
                var (client, server, reason) = (cells.NodeOf[r][row.Client], cells.NodeOf[r][row.Server], row.Reason ?? "");
                left.Add(new Failed(row, client, server, Names(reason, cells.Nodes[client]), Names(reason, cells.Nodes[server])));
            }
        }

        var groups = new List<PairFailure>();
        while (left.Count > 0 && groups.Count < MostGroups)
        {
            var node = Culprit(cells.Nodes.Count, left);
            var its = node is { } v ? left.Where(f => f.Blames(v)).ToList() : Between(left);
            groups.Add(Group(cells, node, its));
            var taken = its.ToHashSet();
            left = left.FindAll(f => !taken.Contains(f));
        }

        return [.. groups.OrderByDescending(g => g.Count)];
    }

    private static PairFailure Group(PairCells cells, int? node, List<Failed> failed)
    {
        // A node's pairs may fail in several ways; the most frequent one is told.
        var kind = failed.GroupBy(f => f.Row.Problem!.Value).MaxBy(g => g.Count())!;
        return new PairFailure(
            kind.Key,
            node is { } v ? cells.Nodes[v] : null,
            failed.Count,
            kind.First().Row.Reason ?? "",
            [.. failed.Select(f => (f.Client, f.Server)).Distinct().Take(MostPairs).Select(p => $"{cells.Nodes[p.Client]}>{cells.Nodes[p.Server]}")]);
    }

    private static List<Failed> Between(List<Failed> left)
    {
        var ends = (Math.Min(left[0].Client, left[0].Server), Math.Max(left[0].Client, left[0].Server));
        return left.FindAll(f => (Math.Min(f.Client, f.Server), Math.Max(f.Client, f.Server)) == ends);
    }

    // Null where it is an affair of two nodes: reasons name none of them, or both.
    private static int? Culprit(int nodes, List<Failed> failed)
    {
        var score = new int[nodes];
        foreach (var f in failed)
        {
            score[f.Client] += f.Blames(f.Client) ? 1 : 0;
            score[f.Server] += f.Blames(f.Server) ? 1 : 0;
        }

        var best = Array.IndexOf(score, score.Max());
        var its = failed.Where(f => f.Blames(best)).ToList();
        var peers = its.Select(f => f.Client == best ? f.Server : f.Client).Distinct().ToList();
        return peers.Count == 1 && score[peers[0]] == score[best] ? null : best;
    }

    // As a word: node1 is not named by node10.
    private static bool Names(string reason, string node)
    {
        for (var at = reason.IndexOf(node, StringComparison.Ordinal); at >= 0; at = reason.IndexOf(node, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !char.IsAsciiLetterOrDigit(reason[at - 1])) && (at + node.Length == reason.Length || !char.IsAsciiLetterOrDigit(reason[at + node.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Failed(PairRow Row, int Client, int Server, bool NamesClient, bool NamesServer)
    {
        // A reason that names one end of the pair acquits the other.
        public bool Blames(int node) => NamesClient == NamesServer ? node == Client || node == Server : node == (NamesClient ? Client : Server);
    }
}
