namespace Bench.Reports.Html;

/// <summary>Given positions with given labels: categories, or the values of a sweep.</summary>
internal sealed class CategoryAxis(IReadOnlyList<Tick> ticks, double min, double max, bool log, string unit) : Axis(min, max, unit)
{
    public override string Kind => log ? "log" : "linear";

    public override IReadOnlyList<Tick> Ticks => ticks;

    /// <summary>Names at 0, 1, 2, ….</summary>
    public static CategoryAxis OfNames(IReadOnlyList<string> names) =>
        new([.. names.Select((n, i) => new Tick(i, n))], -0.5, names.Count - 0.5, log: false, "");

    public override double Transform(double value) => log ? Math.Log10(Math.Max(value, double.Epsilon)) : value;
}
