using System.Text;
using Bench.Reports.Pairs;
using static Bench.Reports.MarkdownText;

namespace Bench.Reports;

/// <summary>The workloads between nodes in <c>report.md</c>: small matrices as tables, of large ones the worst and the best pairs.</summary>
internal static class MarkdownPairs
{
    private const int MostNodesOfTable = 8;
    private const int MostWorst = 8;
    private const int MostBest = 3;
    private const int MostFindings = 12;

    public static void Append(StringBuilder text, ReportInput input)
    {
        foreach (var (point, pairs) in input.Summary.Points.SelectMany(p => p.Pairs.Select(w => (p, w))))
        {
            text.Append("## Between nodes: ").Append(Escape(PairFacts.Label(input.Summary, point, pairs))).Append("\n\n")
                .Append(Escape(PairFacts.What(pairs))).Append(". ").Append(PairFacts.Skew(pairs)).Append("\n\n");
            Findings(text, input.Summary, point, pairs);
            foreach (var view in PairFacts.Main(input, point, pairs).Where(v => v.HasCells))
            {
                Matrix(text, view);
            }
        }
    }

    private static void Findings(StringBuilder text, RunSummary summary, PointSummary point, PairSummary pairs)
    {
        var findings = summary.Findings.Where(f => f.Point == point.Id && f.Workload == pairs.Workload).ToList();
        foreach (var finding in findings.Take(MostFindings))
        {
            text.Append("- ").Append(EscapeParagraph(PairFacts.Sentence(finding))).Append('\n');
        }

        text.Append(findings.Count > MostFindings ? $"- {findings.Count - MostFindings} more in [summary.json](summary.json)\n" : "").Append(findings.Count > 0 ? "\n" : "");
    }

    private static void Matrix(StringBuilder text, PairMatrixView view)
    {
        var ordered = view.Ordered();
        if (ordered.Count == 0)
        {
            return;
        }

        if (view.Count > MostNodesOfTable)
        {
            Extremes(text, view, ordered);
            return;
        }

        var scale = Quantity.ScaleFor(view.Matrix.Median ?? 0, view.Matrix.Unit);
        var nodes = view.Pairs.Nodes;
        var table = new MarkdownTable(["client ↓ server →", .. nodes.Select(Escape), "median"]) { NumbersFrom = 1 };
        for (var c = 0; c < view.Count; c++)
        {
            var client = c;
            table.Add([$"**{Escape(nodes[c])}**", .. Enumerable.Range(0, view.Count).Select(s => Cell(view, scale, client, s)), Number(scale, view.Matrix.Rows[c])]);
        }

        table.Add(["median", .. view.Matrix.Columns.Select(v => Number(scale, v)), Number(scale, view.Matrix.Median)]);
        var unit = scale.Suffix.Trim();
        text.Append(Code(view.Title)).Append(unit.Length > 0 ? $" in {Escape(unit)}" : "")
            .Append(", median over the repeats; ▼ is slow or lossy, ✗ failed:\n\n").Append(table).Append('\n');
    }

    private static void Extremes(StringBuilder text, PairMatrixView view, IReadOnlyList<(int Client, int Server, double Value)> ordered)
    {
        var table = new MarkdownTable("", "Client", "Server", Code(view.Title)) { NumbersFrom = 3 };
        foreach (var pair in ordered.Take(MostWorst))
        {
            Add("worst", pair);
        }

        foreach (var pair in ordered.Skip(MostWorst).TakeLast(MostBest))
        {
            Add("best", pair);
        }

        text.Append(table).Append('\n').Append("All cells: ").Append($"[metrics/{view.Matrix.File}](metrics/{view.Matrix.File})").Append(".\n\n");

        void Add(string which, (int Client, int Server, double Value) pair) => table.Add(
            which + (view.IsBad(pair.Client, pair.Server) ? " ▼" : ""), Escape(view.Pairs.Nodes[pair.Client]), Escape(view.Pairs.Nodes[pair.Server]),
            Escape(Quantity.Format(pair.Value, view.Matrix.Unit)));
    }

    private static string Cell(PairMatrixView view, QuantityScale scale, int client, int server) =>
        view[client, server] is { } value ? view.IsBad(client, server) ? $"**▼ {scale.Number(value)}**" : scale.Number(value)
        : view.Failure(client, server) is not null ? "✗"
        : client == server ? "" : Quantity.Missing;

    private static string Number(QuantityScale scale, double? value) => value is { } v ? scale.Number(v) : Quantity.Missing;
}
