using Bench.Measurement;

namespace Bench.Reports.Html;

/// <summary>All series of a run, sorted once.</summary>
internal sealed class SeriesSet
{
    private readonly Dictionary<(string Point, string Workload), List<Series>> _load;

    public SeriesSet(IReadOnlyList<SeriesRow> rows, DateTimeOffset start)
    {
        All = [.. rows.Where(r => double.IsFinite(r.Value))
            .GroupBy(r => (r.Source, r.Node, r.Metric))
            .Select(g => new Series(SourceName.Parse(g.Key.Source), g.Key.Node, g.Key.Metric, g.First().Unit,
                [.. g.Select(r => new Sample((r.TimeUtc - start).TotalSeconds, r.Value)).OrderBy(s => s.X)]))
            .OrderBy(s => s.Source.Rank).ThenBy(s => s.Source.Text, StringComparer.Ordinal)
            .ThenBy(s => s.Node, StringComparer.Ordinal).ThenBy(s => s.Metric, StringComparer.Ordinal)];
        _load = All.Where(s => s.IsLoad).GroupBy(s => (s.Source.Point ?? "", s.Source.Name)).ToDictionary(g => g.Key, g => g.ToList());
    }

    public IReadOnlyList<Series> All { get; }

    /// <summary>What a workload measured at a point, all repeats.</summary>
    public IReadOnlyList<Series> Of(WorkloadView workload) => _load.GetValueOrDefault((workload.Point.Id, workload.Name)) ?? [];
}
