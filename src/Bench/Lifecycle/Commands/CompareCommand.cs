using System.Text.Json;
using Bench.Diagnostics;
using Bench.Lifecycle.Runs;
using Bench.Recipes;
using Bench.Reports;

namespace Bench.Lifecycle.Commands;

/// <summary>
/// Two runs side by side: medians, their ratio, and whether the spreads over the repeats overlap. It says what was seen, not more: with
/// fewer than three repeats on a side a difference is called unproven.
/// </summary>
internal static class CompareCommand
{
    private const int EnoughRepeats = 3;
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static ExitStatus Run(CommandContext context)
    {
        var (old, now) = Pick(context);
        var rows = (from point in now.Points
                    let before = old.Points.FirstOrDefault(p => p.Set.OrderBy(s => s.Key).SequenceEqual(point.Set.OrderBy(s => s.Key)))
                    where before is not null
                    from metric in point.Metrics
                    let was = before.Metrics.GetValueOrDefault(metric.Key)
                    where was is { Value: not null } && metric.Value.Value is not null && was.Definition == metric.Value.Definition
                    select Row(point, metric.Key, was, metric.Value)).ToList();
        context.Print(context.Json
            ? JsonSerializer.Serialize(new { schema = "bench/compare/1", old = old.Run, @new = now.Run, rows }, Options)
            : $"{old.Run} ({old.Verdict.ToString().ToUpperInvariant()})  →  {now.Run} ({now.Verdict.ToString().ToUpperInvariant()})\n\n" + TextTable.Render(
                ["POINT", "METRIC", "OLD", "NEW", "CHANGE", ""],
                rows.Select(r => (IReadOnlyList<string>)[r.Point, r.Metric, r.Old, r.New, r.Change, r.Judgement])));
        return ExitStatus.Done;
    }

    private static (RunSummary Old, RunSummary New) Pick(CommandContext context)
    {
        var catalog = context.Choice.Catalog;
        var names = context.Options.Run?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var now = Summary(names.Length > 0 ? catalog.Resolve(names[^1]) : context.Choice.Needed());
        var old = names.Length > 1 ? Summary(catalog.Resolve(names[0]))
            : catalog.All().Where(f => string.CompareOrdinal(f.Id, now.Run) < 0).Select(RunState.ReadSummary).FirstOrDefault(s => s?.Recipe == now.Recipe)
            ?? throw new BenchException(ExitStatus.Usage, new Diagnostic(
                Codes.NothingMeasured, null, $"There is no earlier run of '{now.Recipe}' to compare with.", "Give two runs: '--run OLD,NEW'."));
        return (old, now);
    }

    private static RunSummary Summary(RunFolder folder) => RunState.ReadSummary(folder) ?? throw new BenchException(ExitStatus.Usage, new Diagnostic(
        Codes.NothingMeasured, null, $"Run {folder.Id} has no summary.", $"Do './build.sh CollectMetrics --run {folder.Id}' first."));

    private static ComparedMetric Row(PointSummary point, string name, MetricSummary old, MetricSummary now)
    {
        var change = old.Value == 0 ? (double?)null : (now.Value!.Value - old.Value!.Value) / old.Value.Value;
        return new ComparedMetric(
            point.Set.Count == 0 ? point.Id : string.Join(' ', point.Set.Select(s => $"{s.Key}={s.Value}")),
            name,
            Quantity.Format(old.Value!.Value, old.Unit),
            Quantity.Format(now.Value!.Value, now.Unit),
            change is { } share ? share.ToString("+0.0 %;-0.0 %;0.0 %", System.Globalization.CultureInfo.InvariantCulture) : "–",
            Judge(old, now, change));
    }

    private static string Judge(MetricSummary old, MetricSummary now, double? change)
    {
        if (change is null or 0)
        {
            return "";
        }

        if (old.N < EnoughRepeats || now.N < EnoughRepeats)
        {
            return "unproven (fewer than 3 repeats)";
        }

        if (old.Max >= now.Min && now.Max >= old.Min)
        {
            return "within the spread";
        }

        return change > 0 == (now.Better == Direction.Higher) ? "better" : "worse";
    }
}
