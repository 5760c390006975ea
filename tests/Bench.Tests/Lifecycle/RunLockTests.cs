using System.Text.Json;
using Bench.Diagnostics;
using Bench.Lifecycle.Runs;
using Bench.Tests.Scripts;
using Microsoft.Extensions.Time.Testing;

namespace Bench.Tests.Lifecycle;

public sealed class RunLockTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly RunFolder _run;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 15, 12, 33, TimeSpan.Zero));

    public RunLockTests() => _run = new RunFolder(_temp.Path);

    public void Dispose() => _temp.Dispose();

    private RunLock Take(out LockOwner? previous) => RunLock.Take(_run, _clock, out previous);

    [Fact]
    public void A_second_taker_is_refused_with_the_owners_name()
    {
        using var held = Take(out _);
        var refused = Assert.Throws<BenchException>(() => Take(out _));

        Assert.Equal(ExitStatus.Usage, refused.Status);
        var text = Assert.Single(refused.Diagnostics).ToString();
        Assert.Contains("BENCH8003", text, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId} of {Environment.UserName} on {Environment.MachineName}, since 2026-11-22 15:12:33Z", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_that_was_given_back_is_taken_without_a_word()
    {
        Take(out _).Dispose();
        using var second = Take(out var previous);

        Assert.Null(previous);
    }

    [Fact]
    public void A_dead_owners_lock_is_taken_over_and_the_owner_named()
    {
        var dead = new LockOwner(4242, "node1", "eve", _clock.GetUtcNow().AddHours(-1));
        File.WriteAllText(_run.LockFile, JsonSerializer.Serialize(dead, JsonSerializerOptions.Web));
        using (Take(out var previous))
        {
            Assert.Equal(dead, previous);
        }

        using var next = Take(out var before);
        Assert.Null(before);
    }

    [Fact]
    public void A_damaged_lock_file_is_taken_over()
    {
        File.WriteAllText(_run.LockFile, "{\"pid\": 42, garbage that is longer than any owner could ever be" + new string('x', 500));
        using (Take(out var previous))
        {
            Assert.Null(previous);
            Assert.Contains(
                $"process {Environment.ProcessId} ", Assert.Throws<BenchException>(() => Take(out _)).Diagnostics[0].What, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_is_held_while_it_is_held()
    {
        Assert.False(RunLock.IsHeld(_run));
        using (Take(out _))
        {
            Assert.True(RunLock.IsHeld(_run));
        }

        Assert.False(RunLock.IsHeld(_run));
    }
}
