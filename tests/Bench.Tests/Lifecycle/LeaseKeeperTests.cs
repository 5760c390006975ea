using System.Globalization;
using Bench.Lifecycle;
using Bench.Tests.Scripts;
using Bench.Transport;
using Microsoft.Extensions.Time.Testing;

namespace Bench.Tests.Lifecycle;

public sealed class LeaseKeeperTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 15, 12, 33, TimeSpan.Zero));

    private string Lease => Path.Combine(_folder.Path, "lease");

    private DateTimeOffset Renewed => DateTimeOffset.Parse(File.ReadLines(Lease).First(), CultureInfo.InvariantCulture);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_lease_is_there_at_once_and_renewed_long_before_its_end()
    {
        await using var keeper = new LeaseKeeper(new LocalTransport(), Lease, "here", _clock, LeaseKeeper.Length);
        await keeper.Latest;
        Assert.Equal(_clock.GetUtcNow(), Renewed);
        for (var i = 0; i < 10; i++)
        {
            _clock.Advance(LeaseKeeper.Length / 10);
            await keeper.Latest;
            Assert.True(_clock.GetUtcNow() - Renewed < LeaseKeeper.Length / 10);
        }
    }

    [Fact]
    public async Task A_keeper_that_is_gone_renews_nothing()
    {
        var keeper = new LeaseKeeper(new LocalTransport(), Lease, "here", _clock, LeaseKeeper.Length);
        await keeper.Latest;
        await keeper.DisposeAsync();
        var last = Renewed;
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(last, Renewed);
    }

    [Fact]
    public async Task A_renewal_that_fails_ends_nothing_and_the_next_may_succeed()
    {
        await using var keeper = new LeaseKeeper(new LocalTransport(), Lease, "here", _clock, LeaseKeeper.Length);
        await keeper.Latest;
        File.Delete(Lease);
        Directory.CreateDirectory(Lease);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await keeper.Latest;
        Directory.Delete(Lease);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await keeper.Latest;

        Assert.Equal(_clock.GetUtcNow(), Renewed);
    }

    [Fact]
    public async Task A_detached_run_has_a_lease_that_is_dated_ahead()
    {
        await LeaseKeeper.DetachAsync(new LocalTransport(), Lease, "here", _clock, CancellationToken.None);

        Assert.Equal(_clock.GetUtcNow() + LeaseKeeper.DetachedLength, new DateTimeOffset(File.GetLastWriteTimeUtc(Lease), TimeSpan.Zero));
    }
}
