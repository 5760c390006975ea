using System.Globalization;

namespace Bench.Load.Wrk;

/// <summary>Numbers as wrk and wrk2 print them (units.c and print_units of wrk.c): the unit changes at 0.85 of the next, and the last of each list is never used.</summary>
internal static class WrkUnits
{
    internal static string Time(double microseconds) =>
        microseconds >= 1_000_000 ? Format(microseconds / 1e6, 60, "s", ["m", "h"]) : Format(microseconds, 1000, "us", ["ms", "s"]);

    /// <summary>Without decimals, as in <c>Running 30s test</c>.</summary>
    internal static string Seconds(long seconds) => Format(seconds, 60, "s", ["m", "h"], 0);

    internal static string Binary(double bytes) => Format(bytes, 1024, "", ["K", "M", "G", "T", "P"]);

    internal static string Metric(double value) => Format(value, 1000, "", ["k", "M", "G", "T", "P"]);

    /// <summary>To the right in a column, with room for a unit of two letters.</summary>
    internal static string Column(string text, int width)
    {
        var pad = 2;
        pad -= char.IsAsciiLetter(text[^1]) ? 1 : 0;
        pad -= text.Length > 1 && char.IsAsciiLetter(text[^2]) ? 1 : 0;
        width -= pad;
        return (text.Length > width ? text[..width] : text.PadLeft(width)) + new string(' ', pad);
    }

    private static string Format(double value, int scale, string unit, string[] units, int digits = 2)
    {
        for (var i = 0; i + 1 < units.Length && value >= scale * 0.85; i++)
        {
            value /= scale;
            unit = units[i];
        }

        return value.ToString("F" + digits, CultureInfo.InvariantCulture) + unit;
    }
}
