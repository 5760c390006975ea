using Bench.Recipes;
using Bench.Reports;

namespace Bench.Tests.Reports;

public class QuantityTests
{
    [Theory]
    [InlineData(0.00123, "s", "1.23 ms")]
    [InlineData(0.00099996, "s", "1.00 ms")]
    [InlineData(0.0000000015, "s", "1.50 ns")]
    [InlineData(1.9, "s", "1.90 s")]
    [InlineData(0, "s", "0 s")]
    [InlineData(5400, "s", "90.0 min")]
    [InlineData(12400, "1/s", "12.4k/s")]
    [InlineData(99.97, "1/s", "99.97/s")]
    [InlineData(100, "1/s", "100/s")]
    [InlineData(999.96, "1/s", "1k/s")]
    [InlineData(1288490188.8, "B", "1.20 GiB")]
    [InlineData(512, "B", "512 B")]
    [InlineData(1048576, "B/s", "1.00 MiB/s")]
    [InlineData(1234567, "1", "1,234,567")]
    [InlineData(0.95312, "1", "0.9531")]
    [InlineData(12345, "tps", "12.35k tps")]
    [InlineData(9.41e9, "bit/s", "9.41 Gbit/s")]
    [InlineData(1.5, "cores", "1.50 cores")]
    [InlineData(-0.0025, "s", "-2.50 ms")]
    [InlineData(double.NaN, "s", "–")]
    [InlineData(double.PositiveInfinity, "1", "–")]
    [InlineData(1e300, "B", "9.09e287 TiB")]
    [InlineData(4e-9, "cores", "4e-9 cores")]
    public void Format_Value_HasThreeOrFourDigitsAndItsUnit(double value, string unit, string expected) =>
        Assert.Equal(expected, Quantity.Format(value, unit));

    [Fact]
    public void Format_Null_IsADash() => Assert.Equal("–", Quantity.Format(null, "s"));

    [Theory]
    [InlineData(new[] { 0.0011, 0.0014 }, "s", "[1.10 … 1.40 ms], ± 210 µs")]
    [InlineData(new[] { 0.0005, 1.5 }, "s", "[500 µs … 1.50 s], ± 1.1 s")]
    [InlineData(new[] { 4998.0, 4999 }, "1/s", "[4.998k … 4.999k/s], ± 0.71/s")]
    [InlineData(new[] { 5.0, 5 }, "1/s", "[all 5/s]")]
    [InlineData(new[] { 5.0 }, "1/s", "")]
    public void Spread_OfRepeats_NamesTheUnitOnce(double[] values, string unit, string expected) =>
        Assert.Equal(expected, Quantity.Spread(Summary.Of(values, unit, "x/1", Direction.Lower)));

    [Theory]
    [InlineData(4.2, "4.20 s")]
    [InlineData(64, "64 s")]
    [InlineData(125, "2 min 05 s")]
    [InlineData(7500, "2 h 05 min")]
    public void Duration_Span_ReadsLikeAClock(double seconds, string expected) =>
        Assert.Equal(expected, Quantity.Duration(TimeSpan.FromSeconds(seconds)));
}
