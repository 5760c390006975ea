namespace Bench.Reports.Html;

/// <summary>A logarithmic axis; labels carry their units, as these change along it: 100 µs, 1 ms, 10 ms.</summary>
internal sealed class LogAxis(double min, double max, string unit) : Axis(min, max, unit)
{
    private const int MostLabels = 7;

    public override string Kind => "log";

    public override IReadOnlyList<Tick> Ticks
    {
        get
        {
            var first = (int)Math.Floor(Math.Log10(Min) + 1e-9);
            var last = (int)Math.Ceiling(Math.Log10(Max) - 1e-9);
            var decades = Math.Log10(Max / Min);
            var every = (int)Math.Ceiling((last - first + 1) / (double)MostLabels);
            var ticks = new List<Tick>();
            for (var e = first; e <= last; e++)
            {
                for (var m = 1; m <= 9; m++)
                {
                    var value = m * Math.Pow(10, e);
                    var labelled = m == 1 ? (e - first) % every == 0 : decades < 2.2 && m is 2 or 5 && decades < 2.2;
                    if (value >= Min * (1 - 1e-9) && value <= Max * (1 + 1e-9) && (labelled || decades < 5 || m == 1))
                    {
                        ticks.Add(new Tick(value, labelled ? Label(value, Unit) : ""));
                    }
                }
            }

            return ticks;
        }
    }

    /// <summary>An axis whose ends are at 1, 2 or 5 times a power of ten. Values must be positive.</summary>
    public static LogAxis Covering(double low, double high, string unit)
    {
        var (from, to) = (Edge(low, up: false), Edge(high, up: true));
        return to / from < 2 ? new LogAxis(from / 2, to * 2, unit) : new LogAxis(from, to, unit);
    }

    public override double Transform(double value) => value > 0 ? Math.Log10(value) : double.NegativeInfinity;

    /// <summary>A value without trailing zeros: <c>1 ms</c>, not <c>1.00 ms</c>.</summary>
    public static string Label(double value, string unit) => (Quantity.ScaleFor(value, unit) with { KeepZeros = false }).Format(value);

    private static double Edge(double value, bool up)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value) + 1e-9));
        var lead = value / power;
        double edge = up
            ? lead switch { <= 1.0001 => 1, <= 2.0001 => 2, <= 5.0001 => 5, _ => 10 }
            : lead switch { >= 4.9999 => 5, >= 1.9999 => 2, _ => 1 };
        return edge * power;
    }
}
