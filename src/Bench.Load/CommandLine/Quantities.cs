using System.Globalization;

namespace Bench.Load.CommandLine;

/// <summary>Numbers with units, as users write them.</summary>
internal static class Quantities
{
    /// <summary>Events per second: <c>5000</c>, <c>2k/s</c>, <c>1.5M</c>, <c>90/min</c>.</summary>
    /// <param name="orZero">Whether 0 is a rate, as it is in the midst of stages.</param>
    internal static double Rate(string option, string text, bool orZero = false)
    {
        var (number, perSecond) = text switch
        {
            _ when text.EndsWith("/s", StringComparison.Ordinal) => (text[..^2], 1.0),
            _ when text.EndsWith("/min", StringComparison.Ordinal) => (text[..^4], 1 / 60.0),
            _ when text.EndsWith("/h", StringComparison.Ordinal) => (text[..^2], 1 / 3600.0),
            _ => (text, 1.0),
        };
        return Scaled(number) is { } value && (value > 0 || (orZero && value == 0))
            ? value * perSecond
            : throw new UsageException($"{option} '{text}' is no rate above 0. Write for instance 5000, 2k/s or 90/min.");
    }

    /// <summary>A whole number from <paramref name="least"/> up: <c>100</c>, <c>2k</c>.</summary>
    internal static int Count(string option, string text, int least) =>
        Scaled(text) is { } value && value >= least && value <= int.MaxValue && value == Math.Floor(value)
            ? (int)value
            : throw new UsageException($"{option} '{text}' is no whole number of {least} or more.");

    /// <summary>A duration: <c>250us</c>, <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h</c>; 0 needs no unit.</summary>
    internal static TimeSpan Duration(string option, string text)
    {
        var (number, seconds) = text switch
        {
            "0" => ("0", 1.0),
            _ when text.EndsWith("us", StringComparison.Ordinal) => (text[..^2], 1e-6),
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (text[..^2], 1e-3),
            _ when text.EndsWith("min", StringComparison.Ordinal) => (text[..^3], 60.0),
            _ when text.EndsWith('s') => (text[..^1], 1.0),
            _ when text.EndsWith('m') => (text[..^1], 60.0),
            _ when text.EndsWith('h') => (text[..^1], 3600.0),
            _ => ("", 1.0),
        };
        return Number(number) is { } value && value * seconds < 1e7
            ? TimeSpan.FromTicks((long)Math.Round(value * seconds * TimeSpan.TicksPerSecond))
            : throw new UsageException($"{option} '{text}' is no duration. Write for instance 500ms, 30s, 5m or 1h.");
    }

    /// <summary>The value itself, which must be above 0.</summary>
    internal static TimeSpan Positive(string option, TimeSpan value) => value > TimeSpan.Zero ? value : throw new UsageException($"{option} must be above 0.");

    /// <summary>A number of 0 or more, without unit.</summary>
    internal static double Share(string option, string text) =>
        Number(text) ?? throw new UsageException($"{option} '{text}' is no number of 0 or more.");

    private static double? Scaled(string text)
    {
        var scale = text.Length == 0 ? 1 : text[^1] switch { 'k' or 'K' => 1e3, 'M' => 1e6, _ => 1 };
        return Number(scale == 1 ? text : text[..^1]) * scale;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : null;
}
