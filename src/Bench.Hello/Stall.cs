using System.Globalization;

namespace Bench.Hello;

/// <summary>A time in which nothing is answered.</summary>
/// <param name="At">Its start, after the first request.</param>
/// <param name="For">How long it lasts.</param>
public sealed record Stall(TimeSpan At, TimeSpan For)
{
    /// <summary>Reads <c>8s+2s</c>, <c>500ms+1.5s</c>.</summary>
    /// <exception cref="FormatException">It is not written so.</exception>
    public static Stall Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('+') is [var at, var length] && Duration(at) is { } start && Duration(length) is { } duration
            ? new Stall(start, duration)
            : throw new FormatException($"--stall '{text}' is not AT+FOR. Write for instance 8s+2s.");
    }

    private static TimeSpan? Duration(string text)
    {
        var (number, seconds) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 0.001)
            : text.EndsWith('s') ? (text[..^1], 1)
            : text.EndsWith('m') ? (text[..^1], 60)
            : ("", 0.0);
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? TimeSpan.FromSeconds(value * seconds)
            : null;
    }
}
