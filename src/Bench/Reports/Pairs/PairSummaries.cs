using System.Text.Json;
using Bench.Recipes;
using Bench.Workloads.Pairs;

namespace Bench.Reports.Pairs;

/// <summary>Folds all repeats of a workload between nodes into a <see cref="PairSummary"/> and what stands out of it.</summary>
internal static class PairSummaries
{
    // More, and summary.json would be mostly that.
    private const int MostNodesWithValues = 64;

    /// <param name="runs">At least one; the number of the repeat, and what it measured.</param>
    public static (PairSummary Summary, IReadOnlyList<PairFinding> Findings) Of(string point, string workload, IReadOnlyList<(int Repeat, PairResults Results)> runs)
    {
        var cells = new PairCells([.. runs.Select(r => r.Results)]);
        var first = cells.First;
        var failures = PairFailures.Of(cells);
        var matrices = new List<PairMatrix>();
        var findings = new List<PairFinding>();
        for (var m = 0; m < first.Metrics.Count; m++)
        {
            var grids = new List<PairGrid>();
            for (var nic = 0; nic < first.Nics.Count; nic++)
            {
                grids.Add(cells.Grid(nic, m));
                matrices.Add(Matrix(point, workload, grids[nic]));
            }

            findings.AddRange(PairFindings.Of(point, workload, cells, m, grids));
        }

        findings.AddRange(failures.Select(f => PairFindings.Unmeasured(point, workload, f)));
        var summary = new PairSummary
        {
            Workload = workload,
            Tool = first.Tool,
            Pattern = JsonNamingPolicy.KebabCaseLower.ConvertName(first.Pattern.Kind.ToString()),
            Duration = first.DurationSeconds,
            Nodes = cells.Nodes,
            Planned = runs.Sum(r => r.Results.Planned),
            Measured = runs.Sum(r => r.Results.Rows.Count(x => x.IsMeasured)),
            Failed = runs.Sum(r => r.Results.Rows.Count(x => x.IsFailed)),
            Matrices = matrices,
            Rounds = Rounds(runs),
            Failures = failures,
        };
        return (summary, findings);
    }

    private static PairMatrix Matrix(string point, string workload, PairGrid grid) => new()
    {
        Metric = grid.Metric.Name,
        Unit = grid.Metric.Unit,
        Better = grid.Metric.HigherIsBetter ? Direction.Higher : Direction.Lower,
        Definition = grid.Metric.Definition,
        Description = grid.Metric.Description,
        Nic = grid.Nic.Length > 0 ? grid.Nic : null,
        File = PairFileNames.Matrix(point, workload, grid.Metric.Name, grid.Nic),
        Median = grid.Median,
        Rows = grid.Rows,
        Columns = grid.Columns,
        Values = grid.Nodes.Count > MostNodesWithValues ? null
            : [.. Enumerable.Range(0, grid.Nodes.Count).Select(c => (IReadOnlyList<double?>)[.. Enumerable.Range(0, grid.Nodes.Count).Select(s => grid[c, s])])],
    };

    private static PairRounds Rounds(IReadOnlyList<(int Repeat, PairResults Results)> runs)
    {
        var rounds = runs.SelectMany(r => PairRound.Of(r.Results).Select(x => (r.Repeat, Round: x))).ToList();
        return rounds.Count is 0 or > PairRounds.Most ? PairRounds.None : new PairRounds
        {
            Repeat = [.. rounds.Select(r => (double?)r.Repeat)],
            Round = [.. rounds.Select(r => (double?)r.Round.Round)],
            Nic = [.. rounds.Select(r => (double?)r.Round.Nic)],
            Pairs = [.. rounds.Select(r => (double?)r.Round.Pairs)],
            Failed = [.. rounds.Select(r => (double?)r.Round.Failed)],
            Median = [.. rounds.Select(r => r.Round.Median)],
            Skew = [.. rounds.Select(r => r.Round.Skew)],
        };
    }
}
