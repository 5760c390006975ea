using System.Globalization;
using System.Text;
using Bench.Measurement;
using Bench.Measurement.Arrivals;
using Bench.Measurement.Histograms;
using Bench.Measurement.Results;

namespace Bench.Load.Output;

/// <summary>The result in a few lines for people.</summary>
internal static class Summary
{
    internal static string Of(HttpLoadResult result)
    {
        var (options, counts, rates) = (result.Options, result.Counts, result.Rates);
        var text = new StringBuilder();
        Line(text, $"{options.Method} {options.Url}: {(options.ClosedLoop ? "as fast as possible" : $"{Number(options.Rate)}/s ({options.Arrivals})")} for {result.MeasuredSeconds:0.###} s{(result.Interrupted ? ", interrupted" : "")}");
        Line(text, $"  {options.Connections} connections, {options.Threads} threads, seed {options.Seed}, warm-up {options.WarmupSeconds:0.###} s");
        Line(text, $"  achieved {rates.Achieved:0.##}/s of {rates.Scheduled:0.##}/s scheduled; {counts.Completed} good, {counts.Errors} errors of {counts.Scheduled}");
        if (options.Parts > 1)
        {
            Line(text, $"  part {options.Part} of {options.Parts}: the rates are its share");
        }

        if (options is { RateStages: { } stages, ClosedLoop: false })
        {
            Line(text, $"  rate over time: {stages}");
        }

        if (counts.Errors > 0)
        {
            Line(text, $"  errors: {string.Join(", ", HttpErrorKinds.All.Where(counts.ErrorsByKind.ContainsKey).Select(k => $"{k} {counts.ErrorsByKind[k]}"))}");
        }

        Line(text, $"  {"",-22}{"p50",10}{"p90",10}{"p99",10}{"p99.9",10}{"max",10}");
        Row(text, "latency (corrected)", result.Histograms.Latency);
        Row(text, "latency (uncorrected)", result.Histograms.LatencyUncorrected);
        Row(text, "service time", result.Histograms.ServiceTime);
        Row(text, "connect", result.Histograms.Connect);
        Row(text, "send lag", result.Histograms.SendLag);
        Row(text, "client lag", result.Histograms.ClientLag);
        if (result.Histograms.ReadLag.Count > 0)
        {
            Row(text, "read lag", result.Histograms.ReadLag);
        }

        Line(text, $"  client: {result.Client.CpuShare:P0} CPU and {result.Client.BusyShare:P0} busy per thread; {counts.Reconnects} reconnects, {counts.EmptyBodies} empty bodies, {result.Client.GcCount ?? 0} GCs");
        Line(text, $"  arrivals: {Audit(result.Arrivals)}");
        return text.ToString();
    }

    private static string Audit(ArrivalAudit audit) => audit switch
    {
        { Passed: true } => "the audit passes",
        { Failures: { } failures } => $"the audit FAILS: {string.Join("; ", failures)}",
        _ => "no audit",
    };

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static void Row(StringBuilder text, string name, LatencyHistogram histogram)
    {
        // A percentile that so few samples cannot support is not shown.
        string At(double percentile) => TailSamples.Suffice(histogram.Count, percentile) ? Time(histogram.Percentile(percentile)) : "-";
        Line(text, $"  {name,-22}{At(50),10}{At(90),10}{At(99),10}{At(99.9),10}{(histogram.Count == 0 ? "-" : Time(histogram.Max)),10}");
    }

    private static string Time(long nanoseconds) => nanoseconds switch
    {
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:0.##} us"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:0.##} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e9:0.###} s"),
    };

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
