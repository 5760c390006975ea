using System.Diagnostics;
using System.Globalization;

/// <summary>
/// How late the machine alone makes a thread that does nothing but look at the clock: what no client can be better than. It is to look at the clock at
/// RATE evenly spaced moments a second; the gaps between two looks come from interrupts, other processes and the hypervisor.
/// </summary>
internal static class Floor
{
    /// <summary>Median and 99th percentile of the lateness, µs, and the share of the time that was lost in gaps of more than 10 µs, %.</summary>
    internal static string Measure(double rate, double seconds)
    {
        var ns = 1e9 / Stopwatch.Frequency;
        var late = new double[(int)(rate * seconds)];
        var start = Stopwatch.GetTimestamp();
        double last = 0, lost = 0;
        for (var i = 0; i < late.Length;)
        {
            var now = (Stopwatch.GetTimestamp() - start) * ns;
            lost += now - last > 10_000 ? now - last : 0;
            for (last = now; i < late.Length && i / rate * 1e9 <= now; i++)
            {
                late[i] = now - i / rate * 1e9;
            }
        }

        Array.Sort(late);
        return string.Create(CultureInfo.InvariantCulture, $"{late[late.Length / 2] / 1000:0.00} {late[late.Length * 99 / 100] / 1000:0.00} {lost / last * 100:0.00}");
    }
}
