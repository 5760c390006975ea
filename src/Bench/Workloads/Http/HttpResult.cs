using System.Globalization;
using Bench.Measurement;
using Bench.Measurement.Histograms;
using Bench.Measurement.Results;
using Bench.Metrics;

namespace Bench.Workloads.Http;

/// <summary>Turns bench-load's result file into metrics, distributions and series.</summary>
internal static class HttpResult
{
    public static WorkloadResult Read(string workload, HttpLoadResult result, ResultFiles files)
    {
        var histograms = result.Histograms;
        return new WorkloadResult
        {
            Values =
            [
                .. Counted(result),
                .. Latencies(histograms.Latency, HttpMetrics.Latency),
                .. Latencies(histograms.LatencyUncorrected, HttpMetrics.LatencyUncorrected),
                .. Lags(histograms.ServiceTime, HttpMetrics.ServiceTime),
                .. Lags(histograms.Connect, HttpMetrics.Connect),
                .. Lags(histograms.SendLag, HttpMetrics.SendLag),
                .. Lags(histograms.ClientLag, HttpMetrics.ClientLag),
                .. Lags(histograms.ReadLag, HttpMetrics.ReadLag),
            ],
            Histograms =
            [
                new MeasuredHistogram(HttpMetrics.LatencyDefinition, "from the intended send time", histograms.Latency),
                new MeasuredHistogram(HttpMetrics.LatencyUncorrectedDefinition, "from the actual send", histograms.LatencyUncorrected),
            ],
            Series = [.. result.PerSecond.SelectMany(s => Series(workload, result.Started, result.MeasuredSeconds, s, files))],
            MeasuredFrom = result.Started,
            Interrupted = result.Interrupted,
            ArrivalFailures = result.Arrivals.Failures ?? [],
        };
    }

    private static IEnumerable<MeasuredValue> Counted(HttpLoadResult result)
    {
        yield return new MeasuredValue(HttpMetrics.Throughput, result.Rates.Achieved);
        yield return new MeasuredValue(HttpMetrics.Requests, result.Counts.Scheduled);
        yield return new MeasuredValue(HttpMetrics.Errors, result.Counts.Errors);
        if (!result.Options.ClosedLoop)
        {
            yield return new MeasuredValue(HttpMetrics.RateRequested, result.Rates.Requested);
            yield return new MeasuredValue(HttpMetrics.RateScheduled, result.Rates.Scheduled);
        }

        yield return new MeasuredValue(HttpMetrics.RateAchieved, result.Rates.Achieved);
        yield return new MeasuredValue(HttpMetrics.ClientCpu, result.Client.CpuShare);
        yield return new MeasuredValue(HttpMetrics.ClientBusy, result.Client.BusyShare);
        if (result.Client.StealShare is { } steal)
        {
            yield return new MeasuredValue(HttpMetrics.ClientSteal, steal);
        }

        foreach (var (metric, value) in new (MetricDefinition, double?)[]
        {
            (HttpMetrics.ClientGcs, result.Client.GcCount),
            (HttpMetrics.ArrivalsRateError, result.Arrivals.RateError),
            (HttpMetrics.ArrivalsCv, result.Arrivals.GapCv),
            (HttpMetrics.ArrivalsDispersion, result.Arrivals.DispersionIndex),
            (HttpMetrics.ArrivalsDistance, result.Arrivals.Distance),
            (HttpMetrics.ArrivalsFailed, result.Arrivals.Passed is { } passed ? passed ? 0 : 1 : null),
        })
        {
            if (value is { } number)
            {
                yield return new MeasuredValue(metric, number);
            }
        }

        yield return new MeasuredValue(HttpMetrics.EmptyBodies, result.Counts.EmptyBodies);
        yield return new MeasuredValue(HttpMetrics.BytesReceived, result.Counts.BytesReceived);
        yield return new MeasuredValue(HttpMetrics.Reconnects, result.Counts.Reconnects);
    }

    private static IEnumerable<MeasuredValue> Latencies(LatencyHistogram histogram, Func<string, MetricDefinition> metric)
    {
        if (histogram.Count == 0)
        {
            yield break;
        }

        foreach (var percentile in HttpMetrics.Percentiles)
        {
            yield return new MeasuredValue(metric("p" + percentile.ToString(CultureInfo.InvariantCulture)), histogram.Percentile(percentile) / 1e9);
        }

        yield return new MeasuredValue(metric("max"), histogram.Max / 1e9);
        yield return new MeasuredValue(metric("mean"), histogram.Mean / 1e9);
    }

    private static IEnumerable<MeasuredValue> Lags(LatencyHistogram histogram, Func<string, MetricDefinition> metric) =>
        histogram.Count == 0 ? [] :
        [
            new MeasuredValue(metric("p50"), histogram.Percentile(50) / 1e9),
            new MeasuredValue(metric("p99"), histogram.Percentile(99) / 1e9),
            new MeasuredValue(metric("max"), histogram.Max / 1e9),
        ];

    private static IEnumerable<SeriesRow> Series(string workload, DateTimeOffset start, double measuredSeconds, HttpLoadSecond second, ResultFiles files)
    {
        var time = start.AddSeconds(second.Second);
        SeriesRow Row(string metric, double value, string unit) => new(time, files.Source, files.Node, $"{workload}/{metric}", value, unit);

        // What the drain brings in after the last second is no rate of a second.
        if (second.Second < measuredSeconds)
        {
            yield return Row("scheduled", second.Scheduled, "1/s");
            yield return Row("rate", second.Completed, "1/s");
        }

        yield return Row("errors", second.Errors, "1/s");
        foreach (var (metric, value) in new (string, double?)[]
        {
            ("latency/p50", second.P50),
            ("latency/p99", second.P99),
            ("latency/max", second.Max),
            ("latency-uncorrected/p99", second.P99Uncorrected),
            ("send-lag/max", second.SendLagMax),
        })
        {
            if (value is { } number)
            {
                yield return Row(metric, number, "s");
            }
        }
    }
}
