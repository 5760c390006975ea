using System.Globalization;
using System.Text;
using Bench.Measurement.Histograms;
using Bench.Measurement.Results;
using HdrHistogram;

namespace Bench.Load.Wrk;

/// <summary>
/// A result in the words of giltene's wrk2, or of wrk where no rate was asked for: print_stats, print_hdr_latency and main of their wrk.c, and
/// hdr_percentiles_print of hdr_histogram.c. Its lines 'Thread calibration: …' are left out, as wrk2 itself leaves them out of runs below 10 s and wrk
/// always: nothing is calibrated here and no latency thrown away, so any numbers in them would say something that is not so.
/// </summary>
internal static class WrkReport
{
    private const long Longest = 24L * 3600 * 1_000_000; // MAX_LATENCY, µs
    private const int TicksPerHalf = 5;

    /// <summary>What stands there before the load.</summary>
    internal static string Head(WrkCommand command) => Text(
        $"Running {WrkUnits.Seconds(command.Duration)} test @ {command.Url}\n  {command.Threads} threads and {command.Connections} connections\n");

    internal static string Of(WrkCommand command, HttpLoadResult result)
    {
        var text = new StringBuilder();
        var latency = Microseconds(result.Histograms.Latency);
        text.Append("  Thread Stats   Avg      Stdev     Max   +/- Stdev\n");
        var (mean, stdev) = latency.TotalCount == 0 ? (0, 0) : (latency.GetMean(), latency.GetStdDeviation());
        Row(text, "Latency", WrkUnits.Time, mean, stdev, Max(latency), Within(latency, mean, stdev));
        // wrk counts answers of any status; a second does not tell those from requests without one.
        double[] rates = [.. result.PerSecond.Where(s => s.Second >= 0 && s.Second + 1 <= result.MeasuredSeconds).Select(s => (double)(s.Completed + s.Errors) / result.Options.Threads)];
        Row(text, "Req/Sec", WrkUnits.Metric, rates);
        if (command is { Latency: true, Rate: null })
        {
            Plain(text, latency);
        }
        else if (command.Latency)
        {
            Spectrum(text, latency, "Recorded Latency");
        }

        if (command is { Uncorrected: true, Rate: not null })
        {
            text.Append('\n');
            Spectrum(text, Microseconds(result.Histograms.LatencyUncorrected), "Uncorrected Latency (measured without taking delayed starts into account)");
        }

        Counts(text, result);
        return text.ToString();
    }

    private static void Counts(StringBuilder text, HttpLoadResult result)
    {
        var counts = result.Counts;
        long Kind(string kind) => counts.ErrorsByKind.GetValueOrDefault(kind);
        var status = Kind(HttpErrorKinds.Status4xx) + Kind(HttpErrorKinds.Status5xx);
        var read = Kind(HttpErrorKinds.Reset) + Kind(HttpErrorKinds.ShortBody) + Kind(HttpErrorKinds.Protocol);
        var timeout = Kind(HttpErrorKinds.Timeout) + Kind(HttpErrorKinds.Unanswered);
        var requests = counts.Completed + status;
        var seconds = result.MeasuredSeconds;
        text.Append(Text($"  {requests} requests in {WrkUnits.Time(seconds * 1e6)}, {WrkUnits.Binary(counts.BytesReceived)}B read\n"));
        if (counts.FailedConnects + read + timeout > 0)
        {
            text.Append(Text($"  Socket errors: connect {counts.FailedConnects}, read {read}, write 0, timeout {timeout}\n"));
        }

        if (status > 0)
        {
            text.Append(Text($"  Non-2xx or 3xx responses: {status}\n"));
        }

        // Answers in the measured time: a backlog that the drain works off is no throughput.
        var rate = seconds > 0 ? (counts.CompletedInTime + status) / seconds : 0;
        text.Append(Text($"Requests/sec: {rate,9:F2}\n"));
        text.Append(Text($"Transfer/sec: {WrkUnits.Binary(seconds > 0 ? counts.BytesReceived / seconds : 0),10}B\n"));
    }

    private static void Row(StringBuilder text, string name, Func<double, string> format, double[] values)
    {
        var mean = values.Length == 0 ? 0 : values.Average();
        var stdev = values.Length < 2 ? 0 : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
        var within = values.Length == 0 ? 0 : 100.0 * values.Count(v => v >= mean - stdev && v <= mean + stdev) / values.Length;
        Row(text, name, format, mean, stdev, values.Length == 0 ? 0 : values.Max(), within);
    }

    private static void Row(StringBuilder text, string name, Func<double, string> format, double mean, double stdev, double max, double within)
    {
        text.Append(Text($"    {name,-10}"));
        text.Append(WrkUnits.Column(format(mean), 8));
        text.Append(WrkUnits.Column(format(stdev), 10));
        text.Append(WrkUnits.Column(format(max), 9));
        text.Append(Text($"{within,8:F2}%\n"));
    }

    private static void Plain(StringBuilder text, LongHistogram latency)
    {
        text.Append("  Latency Distribution\n");
        foreach (var percentile in new[] { 50.0, 75, 90, 99 })
        {
            text.Append(Text($"{percentile,7:F0}%{WrkUnits.Column(WrkUnits.Time(At(latency, percentile)), 10)}\n"));
        }
    }

    private static void Spectrum(StringBuilder text, LongHistogram latency, string title)
    {
        text.Append(Text($"  Latency Distribution (HdrHistogram - {title})\n"));
        foreach (var percentile in new[] { 50.0, 75, 90, 99, 99.9, 99.99, 99.999, 100 })
        {
            text.Append(Text($"{percentile,7:F3}%{WrkUnits.Column(WrkUnits.Time(At(latency, percentile)), 10)}\n"));
        }

        text.Append("\n  Detailed Percentile spectrum:\n");
        text.Append(Text($"{"Value",12} {"Percentile",12} {"TotalCount",12} {"1/(1-Percentile)",12}\n\n"));
        var any = latency.TotalCount > 0;
        foreach (var row in any ? latency.Percentiles(TicksPerHalf) : [])
        {
            var share = row.PercentileLevelIteratedTo / 100;
            var inverse = share < 1 ? (1 / (1 - share)).ToString("F2", CultureInfo.InvariantCulture) : "inf";
            text.Append(Text($"{latency.HighestEquivalentValue(row.ValueIteratedTo) / 1e3,12:F3} {share,12:F6} {row.TotalCountToThisValue,12} {inverse,12}\n"));
        }

        text.Append(Text($"#[Mean    = {(any ? latency.GetMean() / 1e3 : 0),12:F3}, StdDeviation   = {(any ? latency.GetStdDeviation() / 1e3 : 0),12:F3}]\n"));
        text.Append(Text($"#[Max     = {Max(latency) / 1e3,12:F3}, Total count    = {latency.TotalCount,12}]\n"));
        // Those of wrk2's histogram: 1 µs to 24 h with 3 digits.
        text.Append(Text($"#[Buckets = {27,12}, SubBuckets     = {2048,12}]\n"));
        text.Append("----------------------------------------------------------\n");
    }

    private static LongHistogram Microseconds(LatencyHistogram nanoseconds)
    {
        var histogram = new LongHistogram(1, Longest, 3);
        foreach (var (value, count) in nanoseconds.Buckets)
        {
            histogram.RecordValueWithCount(Math.Min(value, nanoseconds.Max) / 1000, count);
        }

        return histogram;
    }

    private static double At(LongHistogram histogram, double percentile) => histogram.TotalCount == 0 ? 0 : histogram.GetValueAtPercentile(percentile);

    private static double Max(LongHistogram histogram) => histogram.TotalCount == 0 ? 0 : histogram.LowestEquivalentValue(histogram.GetMaxValue());

    private static double Within(LongHistogram histogram, double mean, double stdev) => histogram.TotalCount == 0
        ? 0
        : 100.0 * histogram.RecordedValues().Where(b => b.ValueIteratedTo >= mean - stdev && b.ValueIteratedTo <= mean + stdev).Sum(b => b.CountAtValueIteratedTo) / histogram.TotalCount;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
