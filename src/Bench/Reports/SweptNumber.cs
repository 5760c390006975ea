using System.Globalization;
using System.Text.RegularExpressions;

namespace Bench.Reports;

/// <summary>Reads a swept value as a recipe writes it: <c>5000</c>, <c>2k/s</c>, <c>90s</c>, <c>8G</c>, <c>5%</c>.</summary>
internal static partial class SweptNumber
{
    private const double MaxFactor = 1e15;

    /// <summary>Null for what is no number. The unit is empty for bare numbers.</summary>
    public static (double Value, string Unit)? Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success || !double.TryParse(match.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        (double Factor, string Unit)? scale = match.Groups[2].Value switch
        {
            "" => (1, ""),
            "/s" => (1, "1/s"),
            "k/s" => (1e3, "1/s"),
            "M/s" => (1e6, "1/s"),
            "/min" => (1 / 60.0, "1/s"),
            "us" or "µs" => (1e-6, "s"),
            "ms" => (1e-3, "s"),
            "s" => (1, "s"),
            "m" or "min" => (60, "s"),
            "h" => (3600, "s"),
            "d" => (86_400, "s"),
            "B" => (1, "B"),
            "K" or "KiB" => (1L << 10, "B"),
            "M" or "MiB" => (1L << 20, "B"),
            "G" or "GiB" => (1L << 30, "B"),
            "T" or "TiB" => (1L << 40, "B"),
            "k" => (1e3, ""),
            "%" => (1, "%"),
            _ => null,
        };
        return scale is { } s && Math.Abs(number * s.Factor) < MaxFactor ? (number * s.Factor, s.Unit) : null;
    }

    [GeneratedRegex(@"^\s*([-+]?[0-9]+(?:\.[0-9]+)?)\s*([A-Za-zµ%/]*)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
