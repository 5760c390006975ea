using System.Globalization;

namespace Bench.Reports.Html;

/// <summary>Percentiles on a logarithmic axis of 1 / (1 − p), as HdrHistogram plots them: each further nine takes the same width.</summary>
internal sealed class PercentileAxis(double max) : Axis(0, max, "%")
{
    private static readonly double[] Marks = [0, 50, 90, 99, 99.9, 99.99, 99.999];

    public override string Kind => "percentile";

    public override IReadOnlyList<Tick> Ticks =>
        [.. Marks.Where(m => m <= Max).Select(m => new Tick(m, m.ToString(CultureInfo.InvariantCulture)))];

    /// <summary>From 0 to the nine that so many values still reach: one in a thousand needs a thousand.</summary>
    public static PercentileAxis For(long count)
    {
        var nines = Math.Clamp((int)Math.Ceiling(Math.Log10(Math.Max(1, count)) - 1e-9), 2, 5);
        return new PercentileAxis(Marks[nines + 1]);
    }

    // The 100th percentile lies at infinity; it is drawn at the edge.
    public override double Transform(double value) => -Math.Log10(Math.Max(1e-9, 1 - (value / 100)));
}
