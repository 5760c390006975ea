namespace Bench.Reports.Html;

/// <summary>One of several plots that share a time axis.</summary>
/// <param name="MayBeLog">Whether values over several decades get a logarithmic axis: latencies do, resources do not.</param>
internal sealed record Panel(string Title, string Unit, IReadOnlyList<PanelLine> Lines, bool MayBeLog = false)
{
    private const double LogFrom = 50;

    /// <summary>Off for values of unknown kind, such as clocks and counters, whose changes would vanish.</summary>
    public bool FromZero { get; init; } = true;

    public bool IsEmpty => Lines.All(l => l.Points.Count == 0);

    public Axis YAxis()
    {
        var values = Lines.SelectMany(l => l.Points).Select(p => p.Y).Where(double.IsFinite).ToList();
        var high = values.DefaultIfEmpty(0).Max();
        var low = values.DefaultIfEmpty(0).Min();
        var positive = values.Where(v => v > 0).DefaultIfEmpty(0).Min();
        return MayBeLog && positive > 0 && high / positive > LogFrom
            ? LogAxis.Covering(positive, high, Unit)
            : LinearAxis.Covering(low, high, Unit, marks: 4, FromZero);
    }
}
