using System.Globalization;

namespace Bench.Reports.Html;

/// <summary>Seconds since some start, with marks that divide minutes and hours evenly.</summary>
internal sealed class TimeAxis(double min, double max, int marks = 10) : Axis(min, Math.Max(max, min + 1e-3), "s")
{
    private static readonly double[] Steps =
        [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];

    private const double MostSeconds = 180;
    private const double MostMinutes = 7200;

    public override string Kind => "time";

    public override string LabelUnit => Max - Min <= MostSeconds ? "s" : Max - Min <= MostMinutes ? "min:s" : "h:min";

    public override IReadOnlyList<Tick> Ticks
    {
        get
        {
            var rough = (Max - Min) / marks;
            var step = Steps.FirstOrDefault(s => s >= rough, Math.Ceiling(rough / 86_400) * 86_400);
            var first = Math.Ceiling(Min / step - 1e-9);
            var count = (int)Math.Floor((Max / step) - first + 1e-9);
            return [.. Enumerable.Range(0, count + 1).Select(i => (first + i) * step).Select(v => new Tick(v, Label(v)))];
        }
    }

    public override double Transform(double value) => value;

    private string Label(double value)
    {
        var sign = value < -1e-9 ? "−" : "";
        var s = Math.Round(Math.Abs(value), 3);
        return sign + LabelUnit switch
        {
            "s" => s.ToString("0.###", CultureInfo.InvariantCulture),
            "min:s" => string.Create(CultureInfo.InvariantCulture, $"{(int)s / 60}:{(int)s % 60:00}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(int)s / 3600}:{(int)s % 3600 / 60:00}"),
        };
    }
}
