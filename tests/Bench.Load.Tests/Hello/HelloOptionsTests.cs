using Bench.Hello;
using Microsoft.Extensions.Time.Testing;

namespace Bench.Load.Tests.Hello;

public class HelloOptionsTests
{
    [Fact]
    public void The_port_comes_from_the_option_then_the_environment()
    {
        Assert.Equal(1, HelloOptions.Parse(["--port", "1"], "2").Port);
        Assert.Equal(2, HelloOptions.Parse([], "2").Port);
        Assert.Equal(8080, HelloOptions.Parse([], null).Port);
        Assert.True(HelloOptions.Parse(["--tls"], null).Tls);
        Assert.Equal((true, 3), HelloOptions.Parse(["--inline", "--port", "3"], null) is var both ? (both.Inline, both.Port) : default);
    }

    [Fact]
    public void Stalls_are_read_and_may_be_repeated() =>
        Assert.Equal(
            [new Stall(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(2)), new Stall(TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(1))],
            HelloOptions.Parse(["--stall", "8s+2s", "--stall=500ms+1m"], null).Stalls);

    [Theory]
    [InlineData("--prt", "1")]
    [InlineData("--port", "70000")]
    [InlineData("--stall", "8s")]
    [InlineData("--stall", "8+2")]
    [InlineData("--host", "nowhere")]
    [InlineData("--port")]
    public void Mistakes_are_refused(params string[] arguments) => Assert.Throws<FormatException>(() => HelloOptions.Parse(arguments, null));

    [Fact]
    public void A_share_of_the_delays_is_the_other_one_and_jitter_goes_both_ways()
    {
        var random = new Random(1);
        int Count(DelayScript script, Func<double, bool> of) => Enumerable.Range(0, 10_000).Count(_ => of(script.Draw(random.NextDouble).TotalMilliseconds));

        Assert.Equal(10_000, Count(new(5, 0, 50, 0), ms => ms == 5));
        // Six standard deviations of a share of 0.1 of 10,000 are 180.
        Assert.InRange(Count(new(5, 0, 50, 0.1), ms => ms == 50), 820, 1180);
        Assert.Equal(10_000, Count(new(5, 0, 50, 0.1), ms => ms is 5 or 50));
        Assert.InRange(Count(new(5, 2, 0, 0), ms => ms > 5), 4700, 5300);
        Assert.Equal(10_000, Count(new(5, 2, 0, 0), ms => ms is >= 3 and <= 7));
        Assert.Equal(10_000, Count(new(1, 5, 0, 0), ms => ms >= 0));
    }

    [Fact]
    public async Task The_service_says_how_long_its_answers_took()
    {
        await using var server = new HelloServer(new HelloOptions());
        using var client = new HttpClient { BaseAddress = new Uri(await server.StartAsync()) };
        foreach (var path in new[] { "/health", "/delay?ms=5", "/hello", "/delay?ms=0&slow=7&share=1", "/metrics" })
        {
            await client.GetStringAsync(path);
        }

        var times = (await client.GetStringAsync("/times")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(t => double.Parse(t, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(3, times.Count);
        // Never less than the script says, by the service's own clock.
        Assert.True(times[0] >= 5000 && times[2] >= 7000);
    }

    [Fact]
    public async Task A_timer_goes_off_once_for_its_last_setting_and_never_early()
    {
        var clock = PreciseTime.Instance;
        var fired = new List<(string Name, TimeSpan After)>();
        var over = new TaskCompletionSource();
        var begun = clock.GetTimestamp();
        ITimer Timer(string name, double milliseconds) =>
            clock.CreateTimer(_ => fired.Add((name, clock.GetElapsedTime(begun))), null, TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
        await using var sooner = Timer("sooner", 60_000);
        Assert.True(sooner.Change(TimeSpan.FromMilliseconds(20.5), Timeout.InfiniteTimeSpan));
        await using var later = Timer("later", 400);
        Assert.True(later.Change(TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan));
        await Timer("gone", 400).DisposeAsync();
        await using var last = clock.CreateTimer(_ => over.SetResult(), null, TimeSpan.FromMilliseconds(500), Timeout.InfiniteTimeSpan);
        await over.Task;

        var (name, after) = Assert.Single(fired);
        Assert.Equal("sooner", name);
        Assert.True(after.TotalMilliseconds >= 20.5);
    }

    [Fact]
    public async Task The_gate_holds_requests_for_the_stall_and_counts_from_the_first_request()
    {
        var clock = new FakeTimeProvider();
        var gate = new StallGate([new Stall(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2))], clock);
        clock.Advance(TimeSpan.FromSeconds(2));
        // A health probe does not start the clock, however late it comes.
        Assert.True(gate.PassAsync(starts: false, CancellationToken.None).AsTask().IsCompleted);
        Assert.True(gate.PassAsync(starts: true, CancellationToken.None).AsTask().IsCompleted);

        clock.Advance(TimeSpan.FromSeconds(1.5));
        var held = gate.PassAsync(starts: true, CancellationToken.None).AsTask();
        clock.Advance(TimeSpan.FromSeconds(1.4));
        Assert.False(held.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));
        await held;

        Assert.True(gate.PassAsync(starts: true, CancellationToken.None).AsTask().IsCompleted);
    }
}
