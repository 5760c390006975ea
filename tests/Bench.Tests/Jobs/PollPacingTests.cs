using Bench.Jobs;

namespace Bench.Tests.Jobs;

public class PollPacingTests
{
    private static readonly PollPacing Steady = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), 0);

    [Fact]
    public void The_pause_grows_while_nothing_changes_up_to_the_longest()
    {
        var pauses = Enumerable.Range(0, 20).Select(n => Steady.Pause(n).TotalSeconds).ToList();

        Assert.Equal(1, pauses[0]);
        Assert.Equal(1.5, pauses[1]);
        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal(30, pauses[^1]);
    }

    [Fact]
    public void A_very_long_wait_overflows_nothing() => Assert.Equal(30, Steady.Pause(int.MaxValue).TotalSeconds);

    [Fact]
    public void Jitter_varies_a_pause_by_no_more_than_its_share()
    {
        var pauses = Enumerable.Range(0, 200).Select(_ => (Steady with { Jitter = 0.2 }).Pause(0).TotalSeconds).ToList();

        Assert.All(pauses, p => Assert.InRange(p, 0.8, 1.2));
        Assert.True(pauses.Distinct().Count() > 1);
    }
}
