using System.Globalization;

namespace Bench.Jobs.Slurm;

/// <summary>Numbers as sacct and sstat print them.</summary>
internal static class SlurmText
{
    /// <summary>Seconds of <c>[days-][hours:]minutes:seconds[.fraction]</c>; null where it is none.</summary>
    public static double? Duration(string text)
    {
        var (days, rest) = text.Split('-') is [var d, var r] ? (d, r) : ("0", text);
        var parts = rest.Split(':');
        if (parts.Length is < 2 or > 3 || Number(days) is not { } whole)
        {
            return null;
        }

        var total = 0d;
        foreach (var part in parts)
        {
            if (Number(part) is not { } n)
            {
                return null;
            }

            total = (total * 60) + n;
        }

        return (whole * 86_400) + total;
    }

    /// <summary>Bytes, or any number, with <c>--noconvert</c> or with a binary suffix such as 12.5M; null where it is none.</summary>
    public static double? Quantity(string text)
    {
        var factor = text.Length == 0 ? 1 : char.ToUpperInvariant(text[^1]) switch { 'K' => 1024d, 'M' => Math.Pow(1024, 2), 'G' => Math.Pow(1024, 3), 'T' => Math.Pow(1024, 4), _ => 1 };
        return Number(factor > 1 ? text[..^1] : text) * factor;
    }

    /// <summary>Seconds since 1970, for <c>SLURM_TIME_FORMAT=%s</c>; null for Unknown.</summary>
    public static DateTimeOffset? Time(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>A value of a list such as <c>cpu=00:00:01,mem=1234</c>.</summary>
    public static string? Item(string list, string name) =>
        list.Split(',').FirstOrDefault(i => i.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    private static double? Number(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
}
