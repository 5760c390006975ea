using System.Globalization;

namespace Bench.Sdk.Display;

/// <summary>Numbers as people read them; always with a point, whatever the machine's language.</summary>
internal static class Say
{
    /// <summary>A time span: <c>0.12 s</c>, <c>12.3 s</c>, <c>4:05 min</c>, <c>1:02:03 h</c>.</summary>
    public static string Seconds(double seconds)
    {
        var whole = TimeSpan.FromSeconds(Math.Round(seconds));
        return seconds switch
        {
            < 1 => Format($"{seconds:0.00} s"),
            < 100 => Format($"{seconds:0.0} s"),
            < 3600 => Format($"{(int)whole.TotalMinutes}:{whole.Seconds:00} min"),
            _ => Format($"{(int)whole.TotalHours}:{whole.Minutes:00}:{whole.Seconds:00} h"),
        };
    }

    /// <summary>A latency: <c>850 µs</c>, <c>1.21 ms</c>, <c>2.5 s</c>.</summary>
    public static string Latency(double seconds) => seconds switch
    {
        < 1e-3 => Format($"{seconds * 1e6:0} µs"),
        < 10e-3 => Format($"{seconds * 1e3:0.00} ms"),
        < 1 => Format($"{seconds * 1e3:0.0} ms"),
        _ => Format($"{seconds:0.00} s"),
    };

    /// <summary>A rate in 1/s: <c>998.2/s</c>, <c>12345/s</c>.</summary>
    public static string Rate(double rate) => rate < 1000 ? Format($"{rate:0.0}/s") : Format($"{rate:0}/s");

    public static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
