using System.Diagnostics;
using Bench.Load.CommandLine;
using Bench.Load.Engines;
using Bench.Load.Recording;
using Bench.Measurement.Histograms;

namespace Bench.Load.Tests.Engines;

/// <summary>The corrected curve is the one that the plan and the server's own times imply. Both see one clock, so a busy machine changes both.</summary>
public class TruthTests
{
    private const int Rate = 200;
    private const int Requests = 200;

    [Theory]
    [InlineData("epoll", 5, 5, 0, 1)]
    [InlineData("epoll", 1, 12, 0, 1)]
    [InlineData("epoll", 1, 1, 300, 1)]
    [InlineData("io-uring", 1, 12, 300, 1)]
    [InlineData("epoll", 1, 12, 300, 4)]
    public void Latencies_lie_between_the_servers_answer_and_the_next_requests_arrival(string engine, int often, int seldom, int stall, int pipelined)
    {
        var arrived = new long[Requests + 1];
        var answered = new long[Requests];
        using var server = new ScriptedServer(n =>
        {
            arrived[n] = Stopwatch.GetTimestamp();
            var takes = (n == Requests / 2 ? stall : 0) + (n % 10 == 0 ? seldom : often);
            SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(arrived[n]).TotalMilliseconds >= takes);
            answered[n] = Stopwatch.GetTimestamp();
            return new("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        var command = HttpCommand.Parse(["--url", server.Url, "--rate", $"{Rate}", "--duration", "1s", "--connections", "1", "--drain", "30s", "--timeout", "30s"]);
        var plan = command.Plan(CancellationToken.None) with { Requests = new PipelinedSource([.. Enumerable.Repeat("GET", pipelined)]) };
        using var clock = new LoadClock(plan.Warmup, plan.Duration, plan.Drain);
        var record = new WorkerRecord(clock);
        LoadEngines.Create(engine, secure: false, Assert.Fail).Run(plan, clock, [record]);
        arrived[Requests] = Stopwatch.GetTimestamp();

        var (least, most) = (new LatencyHistogram(), new LatencyHistogram());
        for (var k = 0; k < Requests; k++)
        {
            // One connection carries them one text after the other, so each answer was there before the next text came to the server; and those of a text
            // were due with its first.
            var first = k / pipelined * pipelined;
            var due = clock.Start + first * (1_000_000_000L / Rate);
            least.Record(answered[k] - due);
            most.Record(arrived[first + pipelined] - due);
        }

        Assert.Equal(Requests, record.Ended(RequestEnd.Good));
        var latency = record.Seconds.Total().Latency;
        foreach (var percentile in new[] { 1.0, 10, 25, 50, 75, 90, 99, 100 })
        {
            // The histograms' own resolution is 0.1 %.
            Assert.InRange(latency.Percentile(percentile), least.Percentile(percentile) * 0.998, most.Percentile(percentile) * 1.002);
        }
    }
}
