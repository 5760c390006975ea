namespace Bench.Reports.Html;

/// <summary>A workload at one point over time, its repeats laid over each other from the start of their measurements.</summary>
internal sealed class RepeatsChart(RunSummary summary, WorkloadView workload, IReadOnlyList<Series> series)
{
    /// <summary>Points per line are about four times as many.</summary>
    public int Columns { get; init; } = 300;

    public bool IsEmpty => series.All(s => s.Points.Count == 0);

    public void Draw(Markup page, string id)
    {
        var several = series.Select(s => s.Source.Text).Distinct(StringComparer.Ordinal).Count() > 1;
        var panels = new List<Panel>
        {
            new("Rate", "1/s", [.. Lines("rate", "completed", 0, several),
                .. Lines("errors", "errors", 1, several).Where(l => l.Points.Any(p => p.Y > 0)).Select(l => l with { Style = l.Style with { Dashed = true } })]),
            TimelineChart.LatencyPanel(metric => Lines(metric, "", 0, several)),
            new("Send lag, max", "s", [.. Lines("send-lag/max", "", 3, several)], MayBeLog: true),
        };
        var points = panels.SelectMany(p => p.Lines).SelectMany(l => l.Points).Select(p => p.X).ToList();
        var (from, to) = (points.DefaultIfEmpty(0).Min(), points.DefaultIfEmpty(1).Max());
        // A first value read shortly before the measurement is no warm-up worth an axis of its own.
        from = from > -0.02 * to ? Math.Max(0, Math.Min(from, 0)) : from;
        new PanelStack(new TimeAxis(Math.Min(0, from), to), $"{workload.Name} at {workload.Point.Id} over time")
        {
            Id = id,
            Panels = panels,
            Bands = from < 0 ? [new Band(from, 0, WarmUp: true)] : [],
            TimeTitle = "Time since the start of the measurement",
            Columns = Columns,
        }.Draw(page);
    }

    private IEnumerable<PanelLine> Lines(string metric, string name, int colour, bool several) =>
        series.Where(s => s.Short == metric).Select(s =>
        {
            var zero = Zero(s);
            return new PanelLine(name, new Style(colour, Faint: several), [.. s.Points.Select(p => p with { X = p.X - zero })]);
        });

    // Seconds of the run at which this repeat's measurement began. Without a timeline it is taken to begin with its first value.
    private double Zero(Series s)
    {
        var entry = summary.Timeline.FirstOrDefault(t => t.Kind == "workload" && SourceName.Parse(t.Name) is { } n
            && n.Point == s.Source.Point && n.Name == s.Source.Name && n.Repeat == s.Source.Repeat);
        return entry is null ? s.Points.Count > 0 ? s.Points[0].X : 0 : ((entry.Measured ?? entry.Started) - summary.Started).TotalSeconds;
    }
}
