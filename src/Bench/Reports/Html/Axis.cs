namespace Bench.Reports.Html;

/// <summary>Maps values to pixels and knows where to put its marks.</summary>
internal abstract class Axis(double min, double max, string unit)
{
    public double Min { get; } = min;

    public double Max { get; } = max;

    /// <summary>The unit of the values, as in <c>summary.json</c>.</summary>
    public string Unit { get; } = unit;

    /// <summary>Pixels of <see cref="Min"/> and <see cref="Max"/>; for y axes From is the lower edge, so the larger.</summary>
    public double From { get; set; }

    public double To { get; set; } = 1;

    public abstract IReadOnlyList<Tick> Ticks { get; }

    /// <summary>The name that the script on the page knows the mapping by.</summary>
    public abstract string Kind { get; }

    /// <summary>The unit of the labels, for the axis' title: <c>ms</c>. Empty where labels carry their units, or there is none.</summary>
    public virtual string LabelUnit => "";

    /// <summary>What the axis is linear in.</summary>
    public abstract double Transform(double value);

    /// <summary>Pixel of a value; values outside are put on the edge.</summary>
    public double Map(double value)
    {
        var (low, high) = (Transform(Min), Transform(Max));
        var share = high > low ? (Transform(value) - low) / (high - low) : 0.5;
        return From + (Math.Clamp(double.IsFinite(share) ? share : 0, 0, 1) * (To - From));
    }
}
