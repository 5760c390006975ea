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
