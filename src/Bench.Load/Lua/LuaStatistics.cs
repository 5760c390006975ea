using Bench.Measurement.Histograms;

namespace Bench.Load.Lua;

/// <summary>The numbers of a distribution as <c>done</c> gets them: latencies in µs, rates in requests per second and thread.</summary>
internal sealed class LuaStatistics(long count, double min, double max, double mean, double stdev, Func<double, double> percentile)
{
    internal double Count => count;

    internal double Min => min;

    internal double Max => max;

    internal double Mean => mean;

    internal double Stdev => stdev;

    /// <param name="percent">0 to 100.</param>
    internal double Percentile(double percent) => percentile(Math.Clamp(double.IsNaN(percent) ? 0 : percent, 0, 100));

    /// <summary>Of latencies in ns.</summary>
    internal static LuaStatistics Of(LatencyHistogram histogram) => new(
        histogram.Count,
        Math.Floor(histogram.Min / 1e3),
        Math.Floor(histogram.Max / 1e3),
        histogram.Mean / 1e3,
        histogram.StandardDeviation / 1e3,
        percent => Math.Floor(histogram.Percentile(percent) / 1e3));

    /// <summary>Of single values.</summary>
    internal static LuaStatistics Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            return new(0, 0, 0, 0, 0, _ => 0);
        }

        var sorted = values.Order().ToArray();
        var mean = sorted.Average();
        var stdev = sorted.Length < 2 ? 0 : Math.Sqrt(sorted.Sum(v => (v - mean) * (v - mean)) / (sorted.Length - 1));
        return new(sorted.Length, sorted[0], sorted[^1], mean, stdev, percent => sorted[Math.Max(0, (int)Math.Ceiling(percent / 100 * sorted.Length) - 1)]);
    }
}
