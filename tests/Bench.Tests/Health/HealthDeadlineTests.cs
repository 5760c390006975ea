using Bench.Health;

namespace Bench.Tests.Health;

public class HealthDeadlineTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 15, 12, 33, TimeSpan.Zero);
    private readonly HealthDeadline _deadline = new(Start, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));

    private double Seconds => (_deadline.At - Start).TotalSeconds;

    private void Saw(long length, double second) => _deadline.Saw(length, Start.AddSeconds(second));

    [Fact]
    public void A_silent_service_has_its_timeout() => Assert.Equal(10, Seconds);

    [Fact]
    public void The_deadline_moves_while_the_log_grows()
    {
        Saw(100, 4);
        Assert.Equal(14, Seconds);
        Saw(101, 9);
        Assert.Equal(19, Seconds);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(50)]
    [InlineData(0)]
    public void A_log_that_does_not_grow_moves_nothing(long length)
    {
        Saw(100, 4);
        Saw(length, 9);

        Assert.Equal(14, Seconds);
    }

    [Fact]
    public void Growth_moves_it_up_to_the_cap_only()
    {
        Saw(100, 20);
        Assert.Equal(30, Seconds);
        Assert.False(_deadline.IsCapped);

        Saw(200, 29);
        Assert.Equal(30, Seconds);
        Assert.True(_deadline.IsCapped);
    }

    [Fact]
    public void A_cap_below_the_timeout_counts() =>
        Assert.Equal(Start.AddSeconds(5), new HealthDeadline(Start, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5)).At);
}
