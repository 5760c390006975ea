using Bench.Measurement.Arrivals;
using Bench.Measurement.Histograms;
using Bench.Measurement.Results;

namespace Bench.Measurement.Tests.Results;

public sealed class HttpLoadResultTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("bench-result").FullName, "result.json");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    private static LatencyHistogram Histogram(params long[] values)
    {
        var histogram = new LatencyHistogram();
        Array.ForEach(values, histogram.Record);
        return histogram;
    }

    private static HttpLoadResult Result(long scheduled, double achieved, params long[] latencies) => new()
    {
        Engine = "test",
        Options = new() { Url = "http://a/b", Rate = 100, Connections = 4, Threads = 2, DurationSeconds = 10, Arrivals = "norm", Sigma = 0.5 },
        Started = new DateTimeOffset(2026, 11, 22, 15, 12, 33, TimeSpan.Zero),
        MeasuredSeconds = 10,
        Counts = new()
        {
            Scheduled = scheduled,
            Sent = scheduled,
            Completed = scheduled - 3,
            CompletedInTime = scheduled - 3,
            Errors = 3,
            ErrorsByKind = new Dictionary<string, long> { [HttpErrorKinds.Timeout] = 2, [HttpErrorKinds.Status5xx] = 1 },
        },
        Rates = new() { Requested = 100, Scheduled = scheduled / 10.0, Achieved = achieved },
        Histograms = new()
        {
            Latency = Histogram(latencies),
            LatencyUncorrected = Histogram(latencies),
            ErrorLatency = Histogram(5),
            SendLag = Histogram(1, 2, 3),
            ClientLag = Histogram(1),
            Connect = Histogram(),
        },
        PerSecond =
        [
            new() { Second = -1, Scheduled = 100, Sent = 100, Completed = 0, Errors = 0 },
            new() { Second = 0, Scheduled = 100, Sent = 99, Completed = 98, Errors = 1, P50 = 1e-6, Max = 2e-6, Hdr = Histogram(latencies).Encode() },
        ],
        Client = new() { UserSeconds = 1, SystemSeconds = 2, CpuShare = 0.3, BusyShare = 0.1 },
        Arrivals = new() { Gaps = 10, GapCv = 0.5, RateError = 0.01 },
    };

    [Fact]
    public void A_saved_result_is_loaded_as_it_was()
    {
        var result = Result(1000, 99, 1000, 2000, 123_456_789);
        result.Save(_file);
        var loaded = HttpLoadResult.Load(_file);
        loaded.Save(_file + "2");

        Assert.Equal(File.ReadAllText(_file), File.ReadAllText(_file + "2"));
        Assert.Equal(result.Options, loaded.Options);
        Assert.Equal(result.Started, loaded.Started);
        Assert.Equal(2, loaded.Counts.ErrorsByKind[HttpErrorKinds.Timeout]);
        Assert.Equal(123_456_789, loaded.Histograms.Latency.Max);
        Assert.Equal(result.Histograms.Latency.Mean, loaded.Histograms.Latency.Mean, 0.001);
        Assert.Equal(result.PerSecond, loaded.PerSecond);
        Assert.Equal(result.Arrivals, loaded.Arrivals);
        Assert.Contains("\"schema\": \"bench/http-result/1\"", File.ReadAllText(_file), StringComparison.Ordinal);
    }

    [Fact]
    public void Saving_leaves_no_other_file_behind()
    {
        Result(10, 1).Save(_file);

        Assert.Equal([_file], Directory.GetFiles(Path.GetDirectoryName(_file)!));
    }

    [Fact]
    public void Merging_adds_counts_and_histograms_without_loss()
    {
        var merged = HttpLoadResult.Merge([Result(1000, 99, 1000, 2000), Result(500, 49, 3_000_000)]);

        Assert.Equal(1500, merged.Counts.Scheduled);
        Assert.Equal(4, merged.Counts.ErrorsByKind[HttpErrorKinds.Timeout]);
        Assert.Equal(148, merged.Rates.Achieved);
        Assert.Equal(200, merged.Options.Rate);
        Assert.Equal(2, merged.Options.Clients);
        Assert.Equal(Histogram(1000, 2000, 3_000_000).Encode(), merged.Histograms.Latency.Encode());
        Assert.Equal(3_000_000, merged.Histograms.Latency.Max);
        Assert.Equal([-1, 0], merged.PerSecond.Select(s => s.Second));
        Assert.Equal(196, merged.PerSecond[1].Completed);
        Assert.Equal(Histogram(1000, 2000, 3_000_000).Encode(), merged.PerSecond[1].Hdr);
    }

    [Fact]
    public void Merging_says_whose_part_it_was_no_longer_and_adds_what_the_clients_used()
    {
        var part = Result(10, 1, 5);
        HttpLoadResult Of(int index) => part with { Options = part.Options with { Part = index, Parts = 2 }, Client = part.Client with { BusyShare = index / 10.0 } };
        var merged = HttpLoadResult.Merge([Of(1), Of(2)]);

        Assert.Equal((null, 2, 2), (merged.Options.Part, merged.Options.Parts, merged.Options.Clients));
        Assert.Equal((2.0, 4.0, 0.2), (merged.Client.UserSeconds, merged.Client.SystemSeconds, merged.Client.BusyShare));
    }

    [Fact]
    public void Clients_that_began_later_are_laid_over_the_others_by_the_clock()
    {
        var first = Result(10, 1, 5);
        var merged = HttpLoadResult.Merge([first with { Started = first.Started.AddSeconds(2.2) }, first, first with { Started = first.Started.AddMilliseconds(3) }]);

        Assert.Equal(first.Started, merged.Started);
        Assert.Equal(12, merged.MeasuredSeconds);
        Assert.Equal([(-1, 200L), (0, 200L), (1, 100L), (2, 100L)], merged.PerSecond.Select(s => (s.Second, s.Scheduled)));
    }

    [Fact]
    public void A_merge_of_parts_is_one_histogram_of_all()
    {
        var random = new RandomSource(5);
        long[][] values = [.. Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, 2000).Select(_ => (long)(1e9 * random.NextUnit())).ToArray())];
        var merged = HttpLoadResult.Merge([.. values.Select(v => Result(v.Length, 1, v))]);
        var whole = Histogram([.. values.SelectMany(v => v)]);

        Assert.Equal(whole.Encode(), merged.Histograms.Latency.Encode());
        Assert.Equal((whole.Min, whole.Max), (merged.Histograms.Latency.Min, merged.Histograms.Latency.Max));
        Assert.Equal(whole.PercentileSeconds(99), merged.PerSecond[1].P99);
    }

    [Fact]
    public void Merging_in_another_order_gives_the_same_figures()
    {
        HttpLoadResult[] parts = [Result(10, 1, 5), Result(20, 2, 6, 7), Result(30, 3, 8)];
        var one = HttpLoadResult.Merge(parts);
        var two = HttpLoadResult.Merge([HttpLoadResult.Merge([parts[2], parts[0]]), parts[1]]);

        Assert.Equal(one.Histograms.Latency.Encode(), two.Histograms.Latency.Encode());
        Assert.Equal(one.Counts.Scheduled, two.Counts.Scheduled);
        Assert.Equal(one.Options, two.Options);
    }

    [Fact]
    public void Nothing_cannot_be_merged() => Assert.Throws<ArgumentException>(() => HttpLoadResult.Merge([]));

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"schema\": \"bench/http-result/2\"}")]
    public void A_file_that_is_no_result_is_refused(string content)
    {
        File.WriteAllText(_file, content);

        Assert.Throws<InvalidDataException>(() => HttpLoadResult.Load(_file));
    }
}
