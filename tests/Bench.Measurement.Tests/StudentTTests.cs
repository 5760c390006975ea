namespace Bench.Measurement.Tests;

public class StudentTTests
{
    // Quantiles of the tables (Abramowitz and Stegun 26.10).
    [Theory]
    [InlineData(0, 7, 0.5)]
    [InlineData(6.314, 1, 0.05)]
    [InlineData(2.015, 5, 0.05)]
    [InlineData(3.365, 5, 0.01)]
    [InlineData(5.893, 5, 0.001)]
    [InlineData(2.390, 60, 0.01)]
    [InlineData(-2.015, 5, 0.95)]
    public void The_tail_is_that_of_the_tables(double t, double degrees, double expected) =>
        Assert.Equal(expected, Math.Exp(StudentT.LogTail(t, degrees)), expected * 1e-3);

    [Fact]
    public void A_tail_that_is_too_small_for_a_number_is_small_all_the_same()
    {
        Assert.Equal(-700, StudentT.LogTail(1e9, 1000));
        Assert.InRange(StudentT.LogTail(30, 1000), -400, -200);
    }
}
