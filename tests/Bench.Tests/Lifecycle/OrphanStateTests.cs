using Bench.Lifecycle;
using Bench.Lifecycle.Commands;
using Bench.Lifecycle.Runs;

namespace Bench.Tests.Lifecycle;

public class OrphanStateTests
{
    private static readonly string Here = LeaseKeeper.OwnerOf(new RunFolder("/nowhere/20261122-151233-web-4f2a"));

    [Theory]
    [InlineData(10, "other:/runs/x", "driven")]
    [InlineData(89, "other:/runs/x", "driven")]
    [InlineData(91, "other:/runs/x", "orphan")]
    [InlineData(80_000, "other:/runs/x", "orphan")]
    [InlineData(-80_000, "other:/runs/x", "detached")]
    [InlineData(-5, "other:/runs/x", "driven")] // the clocks of two machines
    [InlineData(10, "", "driven")]
    public void The_lease_tells_who_drives_a_run_of_elsewhere(int age, string owner, string state) =>
        Assert.Equal(state, OrphansCommand.StateOf(isHeld: false, new OrphansCommand.Lease(TimeSpan.FromSeconds(age), owner)));

    [Fact]
    public void A_lock_that_is_held_says_more_than_a_lease() =>
        Assert.Equal("driven", OrphansCommand.StateOf(isHeld: true, new OrphansCommand.Lease(TimeSpan.FromDays(1), Here)));

    [Fact]
    public void A_fresh_lease_of_a_process_of_this_machine_that_died_is_an_orphans() =>
        Assert.Equal("orphan", OrphansCommand.StateOf(isHeld: false, new OrphansCommand.Lease(TimeSpan.FromSeconds(1), Here)));

    [Fact]
    public void Without_a_lease_nobody_drives_it() => Assert.Equal("orphan", OrphansCommand.StateOf(isHeld: false, null));
}
