namespace Bench.Reports.Html;

/// <summary>The whole run on one time axis: steps, services and workloads as bars, then rate, latency and the use of resources.</summary>
internal sealed class TimelineChart
{
    private const int MostPanels = 14;

    // Read and write, or received and sent, share a panel: full and dashed.
    private static readonly (string Title, string[] Metrics, string[] Suffixes)[] Resources =
    [
        ("CPU", ["cpu/cores"], [""]),
        ("Memory, resident", ["memory/rss"], [""]),
        ("Threads", ["threads"], [""]),
        ("Disk", ["io/read", "io/write"], [", read", ", write"]),
        ("Network", ["network/rx", "network/tx"], [", received", ", sent"]),
    ];

    private readonly RunSummary _summary;
    private readonly SeriesSet _series;
    private readonly Dictionary<string, int> _colours;
    private readonly bool _severalNodes;

    public TimelineChart(RunSummary summary, SeriesSet series)
    {
        (_summary, _series) = (summary, series);
        _severalNodes = series.All.Where(s => !s.IsLoad).Select(s => s.Node).Distinct(StringComparer.Ordinal).Skip(1).Any();
        _colours = series.All.OrderBy(s => s.Source.Rank).Select(Label).Distinct(StringComparer.Ordinal)
            .Select((g, i) => (g, i)).ToDictionary(p => p.g, p => p.i, StringComparer.Ordinal);
        var all = Load().Concat(ResourcePanels()).Concat(Others()).Where(p => !p.IsEmpty).ToList();
        Panels = [.. all.Take(MostPanels)];
        LeftOut = [.. all.Skip(MostPanels).Select(p => p.Title)];
    }

    public IReadOnlyList<Panel> Panels { get; }

    /// <summary>Metrics that have no panel, because there are too many.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    public bool IsEmpty => Panels.Count == 0 && _summary.Timeline.Count == 0;

    public void Draw(Markup page)
    {
        var times = _summary.Timeline.SelectMany(t => new[] { Seconds(t.Started), Seconds(t.Ended) })
            .Concat(Panels.SelectMany(p => p.Lines).Where(l => l.Points.Count > 0).SelectMany(l => new[] { l.Points[0].X, l.Points[^1].X }))
            .Append(0).Append(Seconds(_summary.Ended)).ToList();
        new PanelStack(new TimeAxis(times.Min(), times.Max()), "The run over time")
        {
            Id = "run",
            Panels = Panels,
            Bands = [.. _summary.Timeline.Where(t => t.Kind == "workload").SelectMany(Bands)],
            Lanes = [.. Lanes()],
        }.Draw(page);
    }

    // Where there are several nodes each line says whose it is; the line of a node itself bears its name.
    private string Label(Series series) => !_severalNodes ? series.Source.Group
        : series.Source.Text == "node" ? series.Node
        : $"{series.Source.Group} on {series.Node}";

    private double Seconds(DateTimeOffset time) => (time - _summary.Started).TotalSeconds;

    private IEnumerable<Band> Bands(TimelineEntry entry)
    {
        if (entry.Measured is { } measured && measured > entry.Started)
        {
            yield return new Band(Seconds(entry.Started), Seconds(measured), WarmUp: true);
        }

        yield return new Band(Seconds(entry.Measured ?? entry.Started), Seconds(entry.Ended), WarmUp: false);
    }

    private IEnumerable<Lane> Lanes()
    {
        foreach (var (kind, name) in new[] { ("step", "Steps"), ("service", "Services"), ("workload", "Workloads") })
        {
            var entries = _summary.Timeline.Where(t => t.Kind == kind).ToList();
            if (entries.Count > 0)
            {
                yield return new Lane(name, kind, entries, Seconds);
            }
        }
    }

    private IEnumerable<Panel> Load()
    {
        var load = _series.All.Where(s => s.IsLoad).ToList();
        var workloads = load.Select(s => s.Source.Name).Distinct(StringComparer.Ordinal).ToList();
        var several = workloads.Count > 1;
        yield return new Panel("Rate", "1/s", [.. workloads.SelectMany((w, i) => Lines(load, w, "rate", several ? w : "completed", new Style(several ? i : 0))),
            .. workloads.SelectMany((w, i) => Lines(load, w, "errors", several ? w + ", errors" : "errors", new Style(several ? i : 1, Dashed: true)).Where(l => l.Points.Any(p => p.Y > 0)))]);
        // With several workloads the maximum of each would bury the others.
        yield return several
            ? new Panel("Latency p99", "s", [.. workloads.SelectMany((w, i) => Lines(load, w, "latency/p99", w, new Style(i)))], MayBeLog: true)
            : LatencyPanel(metric => workloads.SelectMany(w => Lines(load, w, metric, "", default)));
    }

    /// <summary>Max, p99 and p50 in one panel, the calmest last, so that it is on top.</summary>
    public static Panel LatencyPanel(Func<string, IEnumerable<PanelLine>> lines) => new(
        "Latency, from the intended time",
        "s",
        [
            .. lines("latency/max").Select(l => l with { Name = "max", Style = l.Style with { Colour = 1 } }),
            .. lines("latency/p99").Select(l => l with { Name = "p99", Style = l.Style with { Colour = 0 } }),
            .. lines("latency/p50").Select(l => l with { Name = "p50", Style = l.Style with { Colour = 2 } }),
        ],
        MayBeLog: true);

    private static IEnumerable<PanelLine> Lines(List<Series> load, string workload, string metric, string name, Style style) =>
        load.Where(s => s.Source.Name == workload && s.Short == metric).Select(s => new PanelLine(name, style, s.Points));

    private IEnumerable<Panel> ResourcePanels() => Resources.Select(r => new Panel(
        r.Title,
        _series.All.FirstOrDefault(s => r.Metrics.Contains(s.Metric))?.Unit ?? "",
        [.. r.Metrics.SelectMany((m, i) => _series.All.Where(s => s.Metric == m)
            .Select(s => new PanelLine(Label(s) + r.Suffixes[i], new Style(_colours[Label(s)], Dashed: i > 0), s.Points)))]));

    private IEnumerable<Panel> Others()
    {
        var known = Resources.SelectMany(r => r.Metrics).ToHashSet(StringComparer.Ordinal);
        return _series.All.Where(s => !s.IsLoad && !known.Contains(s.Metric))
            .GroupBy(s => s.Metric).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new Panel(g.Key, g.First().Unit, [.. g.Select(s => new PanelLine(Label(s), new Style(_colours[Label(s)]), s.Points))]) { FromZero = false });
    }
}
