using Bench.Load.CommandLine;
using Bench.Load.Engines;
using Bench.Load.Recording;

namespace Bench.Load.Tests.Engines;

public class AllocationTests
{
    [Theory]
    [InlineData("epoll", "precise")]
    [InlineData("epoll", "eco")]
    [InlineData("epoll", "burst")]
    [InlineData("epoll", "busy")]
    [InlineData("io-uring", "precise")]
    public void A_worker_allocates_nothing_for_a_request(string engine, string pacing)
    {
        using var server = new ScriptedServer(_ => new("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        var command = HttpCommand.Parse(["--url", server.Url, "--rate", "2000", "--duration", "1s", "--warmup", "500ms", "--pacing", pacing]);
        var plan = command.Plan(CancellationToken.None);
        using var clock = new LoadClock(plan.Warmup, plan.Duration, plan.Drain);
        var record = new WorkerRecord(clock);
        LoadEngines.Create(engine, secure: false, Assert.Fail).Run(plan, clock, [record]);

        Assert.Equal(2000, record.Ended(RequestEnd.Good));
        // Growing a queue once is no matter; one small object per request would be 48 kB.
        Assert.InRange(record.Allocated, 0, 16_384);
    }
}
