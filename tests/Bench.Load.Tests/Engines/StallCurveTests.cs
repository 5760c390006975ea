using Bench.HttpTruth;
using Bench.Load.CommandLine;
using Bench.Load.Recording;
using Bench.Measurement.Histograms;

namespace Bench.Load.Tests.Engines;

/// <summary>Through a service that stalls, the corrected curve is the one that the arrival plan and the stall imply: exactly, by a simulated clock.</summary>
public class StallCurveTests
{
    private const long Millisecond = 1_000_000;

    // As the clock may be: not 0, and no multiple of anything.
    private const long Start = 1_234_567_891;

    [Fact]
    public void The_model_waits_for_connections_and_for_the_stalls_end()
    {
        // One every 10 ms, of which 20 to 50 are stalled; each takes 2 ms.
        long[] due = [0, 10, 20, 30, 40, 50, 60];
        (long, long)[] Of(int connections) => ServiceModel.Latencies(due, connections, _ => 2, [(15, 50)]);

        Assert.Equal([(2, 2), (2, 2), (32, 32), (22, 22), (12, 12), (2, 2), (2, 2)], Of(7));
        // With one, the requests wait for each other behind the stall: answered at 52, 54, 56, 58, and the last is in time again.
        Assert.Equal([(2, 2), (2, 2), (32, 32), (24, 2), (16, 2), (8, 2), (2, 2)], Of(1));
    }

    [Theory]
    [InlineData("fixed", 1000, "constant")]
    [InlineData("fixed", 4, "constant")]
    [InlineData("fixed", 1, "bimodal")]
    [InlineData("exp", 1000, "bimodal")]
    [InlineData("exp", 3, "bimodal")]
    [InlineData("gamma", 2, "constant")]
    public async Task The_load_measures_the_curve_that_plan_and_stall_imply(string law, int connections, string service)
    {
        var command = HttpCommand.Parse(
            ["--url", "http://127.0.0.1/", "--rate", "200", "--arrivals", law, "--warmup", "1s", "--duration", "10s", "--connections", $"{connections}", "--drain", "1h", "--timeout", "1h"]);
        var plan = command.Plan(CancellationToken.None);
        long Takes(int k) => service == "bimodal" && k % 10 == 0 ? 12 * Millisecond : Millisecond;
        (long, long)[] stalls = [(Start + 3000 * Millisecond, Start + 5000 * Millisecond), (Start + 8000 * Millisecond, Start + 8100 * Millisecond)];
        using var clock = new LoadClock(plan.Warmup, plan.Duration, plan.Drain);
        var record = new WorkerRecord(clock);
        await OwnThread.Run(() =>
        {
            using var worker = new SimulatedWorker(plan, clock, record, Takes, stalls);
            worker.Connect();
            clock.Begin(Start);
            worker.Run();
            return 0;
        });

        var due = new List<long>();
        var schedule = plan.ScheduleOf(0);
        for (var at = (long)schedule.Next(); at < plan.Warmup + plan.Duration; at = (long)schedule.Next())
        {
            due.Add(Start + at);
        }

        var (corrected, uncorrected) = (new LatencyHistogram(), new LatencyHistogram());
        foreach (var (latency, place) in ServiceModel.Latencies(due, connections, Takes, stalls).Zip(due))
        {
            if (place >= Start + plan.Warmup)
            {
                corrected.Record(latency.Corrected);
                uncorrected.Record(latency.Uncorrected);
            }
        }

        Assert.Equal(2000, record.Ended(RequestEnd.Good));
        var total = record.Seconds.Total();
        Assert.Equal(corrected.Encode(), total.Latency.Encode());
        Assert.Equal(uncorrected.Encode(), total.Uncorrected(new()).Encode());
        Assert.Equal((corrected.Min, corrected.Max), (total.Latency.Min, total.Latency.Max));
        // The client itself is never late in a world in which nothing but waiting takes time.
        Assert.Equal((0, 0, 0), (total.ClientLag.Max, record.ClientLagOfWaiting.Max, record.ReadLag.Max));
        if (connections < 10)
        {
            // Coordinated omission: nine of ten of those that felt the stall are not to be seen from their sends.
            Assert.True(uncorrected.Percentile(99) < corrected.Percentile(85));
        }
    }

    [Theory]
    [InlineData(1000, 0)]
    [InlineData(1, 3)]
    public async Task What_the_client_takes_to_read_an_answer_is_its_own_lateness_and_in_no_service_time(int connections, int late)
    {
        var command = HttpCommand.Parse(["--url", "http://127.0.0.1/", "--rate", "200", "--duration", "1s", "--connections", $"{connections}"]);
        var plan = command.Plan(CancellationToken.None);
        using var clock = new LoadClock(plan.Warmup, plan.Duration, plan.Drain);
        var record = new WorkerRecord(clock);
        await OwnThread.Run(() =>
        {
            // One connection is asked every 5 ms, answered 4 ms later, and usable for the client after 8 ms.
            using var worker = new SimulatedWorker(plan, clock, record, _ => 4 * Millisecond, [], readsAfter: 4 * Millisecond);
            worker.Connect();
            clock.Begin(Start);
            worker.Run();
            return 0;
        });

        var total = record.Seconds.Total();
        Assert.Equal((4 * Millisecond, 4 * Millisecond), (total.ServiceTime.Min, total.ServiceTime.Max));
        Assert.Equal((200, 4 * Millisecond, 4 * Millisecond), (record.ReadLag.Count, record.ReadLag.Min, record.ReadLag.Max));
        // The second request was due at 5 ms, on a connection that was free from 4 ms on; it was sent at 8 ms, when the client had read the answer.
        Assert.Equal(late * Millisecond, total.ClientLag.Max);
        Assert.Equal(late == 0 ? 0 : 4 * Millisecond, record.ClientLagOfWaiting.Max);
    }
}
