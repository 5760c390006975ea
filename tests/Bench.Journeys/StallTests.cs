namespace Bench.Journeys;

/// <summary>Coordinated omission: a server that stops answering for 2 s in a run of 20 s at 100/s.</summary>
public sealed class StallTests
{
    [Fact]
    public async Task The_corrected_p99_shows_the_stall_the_uncorrected_one_does_not_and_the_report_says_so()
    {
        using var place = new Workplace();
        var recipe = place.WriteRecipe("""
            name: stall
            service: {kind: http, args: [--stall, 8s+2s]}
            workloads:
              load: {kind: http, rate: 100/s, connections: 4, duration: 20s, warmup: 1s}
            validity: {max-send-lag: 10m}
            """);
        var ended = await place.RunAsync("RunBenchmark", "--recipe", recipe);

        Assert.True(ended.Status == 0, ended.ToString());
        // 200 of 2000 requests were due in the stall and waited up to 2 s: the slowest hundredth of all waited at least 1.8 s of it.
        Assert.True(place.Metric("load/latency/p99") > 1.5, ended.ToString());
        // Sent were only as many as there are connections: 4 of 2000.
        Assert.True(place.Metric("load/latency-uncorrected/p99") < 0.5, ended.ToString());
        Assert.Contains(place.Summary().GetProperty("reasons").EnumerateArray(), r => r.GetProperty("code").GetString() == "stall-seen");
        Assert.Contains("stalled", File.ReadAllText(Path.Combine(place.LastRun, "report.md")), StringComparison.Ordinal);
        Assert.Contains("stalled", File.ReadAllText(Path.Combine(place.LastRun, "report.html")), StringComparison.Ordinal);
    }
}
