using Bench.Load.Engines;

namespace Bench.Load.Tests.Engines;

public class WakerTests
{
    private const long Ms = 1_000_000;

    private readonly Waker _waker = new();

    [Fact]
    public void A_timer_alone_is_set_to_the_moment_and_no_clock_is_looked_at()
    {
        Assert.Equal(Ms, _waker.WakeAt(Ms, 0, Punctuality.Timer));
        Assert.False(Waker.Looks(Ms, Ms - 1, Punctuality.Timer));
    }

    [Fact]
    public void A_wait_that_is_spun_ends_its_sleep_before_the_moment_and_looks_until_then()
    {
        Assert.InRange(_waker.WakeAt(Ms, 0, Punctuality.Spun), Ms - 200_000, Ms - 20_000);
        Assert.True(Waker.Looks(Ms, Ms - 200_000, Punctuality.Spun));
        Assert.False(Waker.Looks(Ms, Ms, Punctuality.Spun));
    }

    [Fact]
    public void One_that_stays_awake_never_sleeps()
    {
        Assert.Equal(0, _waker.WakeAt(100 * Ms, 0, Punctuality.Awake));
        Assert.True(Waker.Looks(100 * Ms, 0, Punctuality.Awake));
    }

    [Fact]
    public void The_lead_follows_the_sleeps_so_that_few_end_too_early()
    {
        for (var i = 0; i < 1000; i++)
        {
            Sleep(late: 40_000 + i % 10 * 1000, byEvents: false, Punctuality.Led);
        }

        // A fifth of them is late by less than 42 us.
        Assert.InRange(Ms - _waker.WakeAt(Ms, 0, Punctuality.Led), 39_000, 44_000);
    }

    [Fact]
    public void With_a_lead_only_the_last_microseconds_are_looked_through_and_the_rest_is_slept()
    {
        Assert.True(Waker.Looks(Ms, Ms - Waker.ShortLook, Punctuality.Led));
        Assert.False(Waker.Looks(Ms, Ms - Waker.ShortLook - 1, Punctuality.Led));
        Assert.Equal(Ms - Waker.ShortLook, _waker.WakeAt(Ms, Ms - Waker.ShortLook, Punctuality.Led));
        // Closer than the lead, and too far to look: the shortest sleep that there is.
        Assert.InRange(_waker.WakeAt(Ms, Ms - 15_000, Punctuality.Led), Ms - 15_000 + 1, Ms);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sleep_that_ends_too_late_widens_what_is_spun_whatever_ended_it(bool byEvents)
    {
        var before = _waker.WakeAt(Ms, 0, Punctuality.Spun);

        Sleep(late: 500_000, byEvents, Punctuality.Spun);

        Assert.True(_waker.WakeAt(Ms, 0, Punctuality.Spun) < before);
    }

    [Fact]
    public void A_sleep_that_an_answer_ended_in_time_says_nothing()
    {
        var before = _waker.WakeAt(Ms, 0, Punctuality.Spun);

        Sleep(late: -100_000, byEvents: true, Punctuality.Spun);

        Assert.Equal(before, _waker.WakeAt(Ms, 0, Punctuality.Spun));
    }

    [Fact]
    public void Where_there_is_never_time_to_sleep_the_spinning_gets_shorter_until_there_is()
    {
        for (var i = 0; i < 100; i++)
        {
            Sleep(late: 500_000, byEvents: false, Punctuality.Spun);
        }

        Assert.Equal(Ms - 200_000, _waker.WakeAt(Ms, 0, Punctuality.Spun));
        for (var i = 0; i < 10_000; i++)
        {
            _waker.WakeAt(Ms, Ms - 100_000, Punctuality.Spun);
        }

        Assert.True(_waker.WakeAt(Ms, Ms - 100_000, Punctuality.Spun) > Ms - 100_000);
    }

    private void Sleep(long late, bool byEvents, Punctuality how)
    {
        var wake = _waker.WakeAt(Ms, 0, how);
        _waker.Woke(wake, wake + late, byEvents, how);
    }
}
