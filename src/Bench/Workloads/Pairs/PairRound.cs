using Bench.Measurement.Patterns;
using Bench.Metrics;

namespace Bench.Workloads.Pairs;

/// <summary>What ran at the same time: a round of the pattern, all rounds of it (<c>contention: all</c>), or of <c>contention: none</c> a round pair by pair.</summary>
/// <param name="Repeat">Of the pattern, from 1.</param>
/// <param name="Round">From 1; null where all rounds ran at once.</param>
/// <param name="Direction">1, or 2 for the second of all-to-all's directions.</param>
/// <param name="Nic">Index of the network interface.</param>
/// <param name="Started">Of the first client; null where none was.</param>
/// <param name="Median">Of the primary metric.</param>
/// <param name="Total">The sum of it over what ran at the same time; null where its unit is no rate, or pairs ran one by one.</param>
/// <param name="Skew">Seconds from the first client's start to the last one's; null below two clients, or where pairs ran one by one.</param>
public sealed record PairRound(
    int Repeat, int? Round, int Direction, int Nic, DateTimeOffset? Started, int Pairs, int Failed, double? Median, double? Total, double? Skew)
{
    /// <summary>The rounds of one run of a workload, in the order in which they were played.</summary>
    public static IReadOnlyList<PairRound> Of(PairResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var together = results.Pattern.Contention != Contention.None;
        var rounds = results.Rows.Select((row, index) => (row, index))
            .GroupBy(r => (r.row.Repeat, Batch: together ? r.row.Batch : r.row.Round, r.row.Nic))
            .OrderBy(g => g.Key.Repeat).ThenBy(g => g.Key.Batch).ThenBy(g => g.Key.Nic);
        var played = new Dictionary<(int Repeat, int Round, int Nic), int>();
        var found = new List<PairRound>();
        foreach (var group in rounds)
        {
            var rows = group.ToList();
            var key = (group.Key.Repeat, rows[0].row.Round, group.Key.Nic);
            var direction = played[key] = played.GetValueOrDefault(key) + 1;
            var values = rows.Where(r => r.row.IsMeasured).Select(r => results.Value(r.index, 0)).Where(double.IsFinite).ToList();
            var behind = together ? rows.Select(r => r.row.Behind).OfType<double>().ToList() : [];
            found.Add(new PairRound(
                group.Key.Repeat,
                results.Pattern.Contention == Contention.All ? null : rows[0].row.Round,
                direction,
                group.Key.Nic,
                rows.Min(r => r.row.Started),
                rows.Count,
                rows.Count(r => r.row.IsFailed),
                values.Count == 0 ? null : Aggregation.Median(values),
                together && values.Count > 0 && IsRate(results.Metrics[0].Unit) ? values.Sum() : null,
                behind.Count < 2 ? null : behind.Max() - behind.Min()));
        }

        return found;
    }

    /// <summary>True for a unit whose values may be added up over pairs.</summary>
    public static bool IsRate(string unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return unit.EndsWith("/s", StringComparison.Ordinal);
    }
}
