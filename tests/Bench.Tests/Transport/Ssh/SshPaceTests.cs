using Bench.Diagnostics;
using Bench.Transport.Ssh;
using Microsoft.Extensions.Time.Testing;

namespace Bench.Tests.Transport.Ssh;

public class SshPaceTests
{
    private static readonly SshHost Host = new("a", "a", 22, "u", [], [], [], null, true);

    [Fact]
    public async Task Waits_grow_up_to_a_bound_and_end_at_the_limit()
    {
        var time = new SteppedTime();
        var start = time.GetTimestamp();
        var waits = new List<TimeSpan>();
        var run = new SshPace(time, TimeSpan.FromMinutes(2)).RepeatAsync<int>(
            _ => throw new SshInterruptedException("broke"), e => e is SshInterruptedException, (_, wait) => waits.Add(wait), CancellationToken.None);
        await time.PassAsync(run, TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAsync<SshInterruptedException>(() => run);
        Assert.InRange(time.GetElapsedTime(start), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3));
        Assert.InRange(waits.Count, 8, 60);
        Assert.All(waits, w => Assert.InRange(w, TimeSpan.Zero, TimeSpan.FromSeconds(15)));
        Assert.True(waits[^1] > waits[0]);
    }

    [Fact]
    public async Task What_is_no_matter_of_time_fails_at_once()
    {
        var attempts = 0;
        await Assert.ThrowsAsync<BenchException>(() => new SshPace(new FakeTimeProvider(), TimeSpan.FromMinutes(2)).RepeatAsync<int>(
            _ => throw Failed(attempts++), e => e is BenchException { IsTransient: true }, null, CancellationToken.None));
        Assert.Equal(1, attempts);

        static BenchException Failed(int _) => SshErrors.NoKey(Host, []);
    }
}
