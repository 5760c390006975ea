using System.Globalization;
using Bench.Measurement.Patterns;
using Bench.Plans;
using Bench.Recipes;
using Bench.Recipes.Syntax;
using Bench.Reports;
using Bench.Workloads;
using Bench.Workloads.Pairs;

namespace Bench.Lifecycle.Steps;

/// <summary>What the workloads of a plan that run over a pattern come to, before they begin: rounds, pairs and time.</summary>
internal static class PatternText
{
    /// <summary>A line each: <c>net: all-to-all over 4 nodes, 3 rounds of 2 pairs, one direction after the other, about 1 min 03 s</c>. Points that come to the same share one.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<PlannedPoint> points) =>
        [.. points.SelectMany(p => p.Workloads).Select(Of).OfType<string>().Distinct()];

    private static string? Of(PlannedWorkload workload)
    {
        if (workload.Spec is not PairWorkloadSpec spec || WorkloadCatalog.For(workload) is not PairWorkload kind)
        {
            return null;
        }

        var cost = kind.Cost(workload);
        var shape = kind.Plan(workload).Pattern;
        var interfaces = Math.Max(1, spec.Nics.Count);
        var directions = spec.Bidirectional || spec.Pattern == PatternKind.AllToAll ? 2 : 1;
        var rounds = (long)cost.Rounds * spec.Repeat * interfaces * directions;
        var most = (cost.Pairs + rounds - 1) / rounds;
        string[] parts =
        [
            $"{workload.Name}: {KebabCase.Of(spec.Pattern.ToString())} over {spec.Resources.Nodes} nodes",
            $"{Count(cost.Rounds, "round")} of {(cost.Pairs % rounds == 0 ? "" : "up to ")}{Count(most, "pair")}",
            .. spec.Bidirectional ? ["both directions at once"] : directions == 2 ? (string[])["one direction after the other"] : [],
            .. shape.Contention switch { Contention.None => ["one pair at a time"], Contention.All => ["all rounds at once"], _ => (string[])[] },
            .. interfaces > 1 ? (string[])[$"on {Count(interfaces, "interface")}"] : [],
            .. spec.Repeat > 1 ? (string[])[$"{Number(spec.Repeat)} times"] : [],
            $"about {Quantity.Duration(TimeSpan.FromSeconds(Math.Min(cost.Seconds, 1e9)))}",
        ];
        return string.Join(", ", parts);
    }

    private static string Count(long n, string what) => $"{Number(n)} {what}{(n == 1 ? "" : "s")}";

    private static string Number(long n) => n.ToString(CultureInfo.InvariantCulture);
}
