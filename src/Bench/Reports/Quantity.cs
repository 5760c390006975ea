using System.Globalization;

namespace Bench.Reports;

/// <summary>Numbers for people, with 3 or 4 significant digits and their unit: <c>1.23 ms</c>, <c>12.4k/s</c>, <c>1.20 GiB</c>. One place for both reports and the terminal.</summary>
public static class Quantity
{
    /// <summary>Stands for a value that there is none of.</summary>
    public const string Missing = "–";

    private const long ExactCounts = 10_000_000;

    /// <summary>The value with its unit; <see cref="Missing"/> for null and for what is not a finite number.</summary>
    /// <param name="unit">As in <c>summary.json</c>: <c>s</c>, <c>B</c>, <c>B/s</c>, <c>1/s</c>, <c>1</c>, <c>cores</c>, <c>%</c> or any other.</param>
    public static string Format(double? value, string unit)
    {
        if (value is not { } v || !double.IsFinite(v))
        {
            return Missing;
        }

        // A count is exact: rounding 59,998 of 60,000 away would hide what matters.
        if (unit is "1" or "" && v == Math.Floor(v) && Math.Abs(v) < ExactCounts)
        {
            return v.ToString("#,0", CultureInfo.InvariantCulture);
        }

        return ScaleFor(v, unit).Format(v);
    }

    /// <summary>How the repeats scatter, in the unit's own scale: <c>[1.10 … 1.43 ms], ± 0.12 ms</c>. Empty below two repeats.</summary>
    public static string Spread(MetricSummary metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var range = Range(metric);
        return range.Length == 0 || metric.Stdev is not { } stdev || !double.IsFinite(stdev)
            || metric.Min == metric.Max
            ? range
            : $"{range}, ± {Deviation(stdev, metric.Unit)}";
    }

    /// <summary><c>[1.10 … 1.43 ms]</c>; empty below two repeats.</summary>
    public static string Range(MetricSummary metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (metric.N < 2 || metric.Min is not { } min || metric.Max is not { } max || !double.IsFinite(min) || !double.IsFinite(max))
        {
            return "";
        }

        if (min == max)
        {
            return $"[all {Format(min, metric.Unit)}]";
        }

        if (metric.Unit is "1" or "")
        {
            return $"[{Format(min, metric.Unit)} … {Format(max, metric.Unit)}]";
        }

        var high = ScaleFor(max, metric.Unit);
        // The unit stands once where both ends share it; a range over several decades names both.
        return high.Factor == ScaleFor(min, metric.Unit).Factor || min == 0
            ? $"[{high.Number(min)}{high.Prefix} … {high.Format(max)}]"
            : $"[{Format(min, metric.Unit)} … {Format(max, metric.Unit)}]";
    }

    /// <summary>A standard deviation: two digits are all that a handful of repeats can tell of it.</summary>
    internal static string Deviation(double stdev, string unit) => (ScaleFor(stdev, unit) with { Digits = 2 }).Format(stdev);

    /// <summary>A span of wall-clock time: <c>45 s</c>, <c>3 min 20 s</c>, <c>2 h 05 min</c>.</summary>
    public static string Duration(TimeSpan span)
    {
        var s = Math.Max(0, (long)Math.Round(span.TotalSeconds));
        return s switch
        {
            < 10 => Format(Math.Max(0, span.TotalSeconds), "s"),
            < 120 => string.Create(CultureInfo.InvariantCulture, $"{s} s"),
            < 7200 => string.Create(CultureInfo.InvariantCulture, $"{s / 60} min {s % 60:00} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{s / 3600} h {s % 3600 / 60:00} min"),
        };
    }

    /// <summary>The scale in which a value of this magnitude reads best.</summary>
    internal static QuantityScale ScaleFor(double value, string unit)
    {
        var steps = QuantityScales.Of(unit);
        // Rounded first, so that 999.96 µs becomes 1.00 ms and not 1000 µs.
        var magnitude = Round(Math.Abs(value), steps[0].Scale.Digits);
        var chosen = steps[0].Scale;
        foreach (var (from, scale) in steps)
        {
            if (magnitude >= from * (1 - 1e-12))
            {
                chosen = scale;
            }
        }

        return magnitude == 0 ? steps.First(s => s.Scale.Factor == 1).Scale : chosen;
    }

    /// <summary>To so many significant digits.</summary>
    internal static double Round(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return 0;
        }

        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - digits + 1);
        return Math.Round(value / unit, MidpointRounding.AwayFromZero) * unit;
    }
}
