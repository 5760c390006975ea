using System.Globalization;
using Bench.Lifecycle;
using Bench.Tests.Scripts;
using Microsoft.Extensions.Time.Testing;

namespace Bench.Tests.Lifecycle;

public sealed class LeaseKeeperTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 15, 12, 33, TimeSpan.Zero));

    private string Lease => Path.Combine(_folder.Path, "lease");

    private DateTimeOffset Renewed => DateTimeOffset.Parse(File.ReadAllText(Lease), CultureInfo.InvariantCulture);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_lease_is_there_at_once_and_renewed_long_before_its_end()
    {
        await using var keeper = new LeaseKeeper(Lease, _clock);
        Assert.Equal(_clock.GetUtcNow(), Renewed);
        for (var i = 0; i < 10; i++)
        {
            _clock.Advance(LeaseKeeper.Length / 10);
            Assert.True(_clock.GetUtcNow() - Renewed < LeaseKeeper.Length / 10);
        }
    }

    [Fact]
    public async Task A_keeper_that_is_gone_renews_nothing()
    {
        var keeper = new LeaseKeeper(Lease, _clock);
        await keeper.DisposeAsync();
        var last = Renewed;
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(last, Renewed);
    }

    [Fact]
    public async Task A_renewal_that_fails_ends_nothing_and_the_next_may_succeed()
    {
        await using var keeper = new LeaseKeeper(Lease, _clock);
        File.Delete(Lease);
        Directory.CreateDirectory(Lease);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Directory.Delete(Lease);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(_clock.GetUtcNow(), Renewed);
    }
}
