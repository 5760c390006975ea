using Bench.Reports.Html;

namespace Bench.Tests.Reports.Html;

public class AxisTests
{
    [Theory]
    [InlineData(0, 87, "1/s", new[] { "0", "20", "40", "60", "80", "100" }, "1/s")]
    [InlineData(0, 0.0487, "s", new[] { "0", "10", "20", "30", "40", "50" }, "ms")]
    [InlineData(0, 12_000, "1/s", new[] { "0", "5", "10", "15" }, "10³/s")]
    [InlineData(0, 3e9, "B", new[] { "0", "1", "2", "3" }, "GiB")]
    [InlineData(0, 1, "cores", new[] { "0.0", "0.2", "0.4", "0.6", "0.8", "1.0" }, "cores")]
    [InlineData(14, 15, "1", new[] { "0", "5", "10", "15" }, "")]
    [InlineData(0, 0, "1/s", new[] { "0.0", "0.2", "0.4", "0.6", "0.8", "1.0" }, "1/s")]
    [InlineData(-4, 4, "x", new[] { "-4", "-2", "0", "2", "4" }, "x")]
    public void Linear_Values_HasRoundMarks(double low, double high, string unit, string[] labels, string labelUnit)
    {
        var axis = LinearAxis.Covering(low, high, unit);

        Assert.Equal(labels, axis.Ticks.Select(t => t.Label));
        Assert.Equal(labelUnit, axis.LabelUnit);
        Assert.True(axis.Min <= low && axis.Max >= high);
    }

    [Fact]
    public void Linear_FarFromZero_MayStartElsewhere()
    {
        Assert.True(LinearAxis.Covering(1000, 1010, "x", fromZero: false).Min > 900);
        Assert.Equal(0, LinearAxis.Covering(1000, 1010, "x").Min);
    }

    [Fact]
    public void Log_Decades_AreLabelledWithTheirUnits()
    {
        var axis = LogAxis.Covering(0.0007, 2.1, "s");

        Assert.Equal(["1 ms", "10 ms", "100 ms", "1 s"], axis.Ticks.Where(t => t.IsMajor).Select(t => t.Label));
        Assert.Contains(axis.Ticks, t => t is { IsMajor: false, Value: > 0.0019 and < 0.0021 });
    }

    [Fact]
    public void Log_LessThanTwoDecades_LabelsTwosAndFives()
    {
        var axis = LogAxis.Covering(0.002, 0.09, "s");

        Assert.Equal(["2 ms", "5 ms", "10 ms", "20 ms", "50 ms", "100 ms"], axis.Ticks.Where(t => t.IsMajor).Select(t => t.Label));
    }

    [Fact]
    public void Log_ManyDecades_LabelsSome()
    {
        var labels = LogAxis.Covering(1e-9, 1e5, "s").Ticks.Where(t => t.IsMajor).ToList();

        Assert.InRange(labels.Count, 4, 8);
    }

    [Theory]
    [InlineData(2_000, 99.99)]
    [InlineData(50, 99)]
    [InlineData(0, 99)]
    [InlineData(100_000, 99.999)]
    [InlineData(10_000_000, 99.999)]
    public void Percentile_Count_ReachesAsFarAsTheValues(long count, double max) => Assert.Equal(max, PercentileAxis.For(count).Max);

    [Fact]
    public void Percentile_Nines_AreEquallyWide()
    {
        var axis = new PercentileAxis(99.999) { From = 0, To = 500 };

        Assert.Equal([0, 50, 90, 99, 99.9, 99.99, 99.999], axis.Ticks.Select(t => t.Value));
        Assert.Equal([0, 100, 200, 300, 400, 500], new[] { 0, 90, 99, 99.9, 99.99, 99.999 }.Select(p => Math.Round(axis.Map(p), 6)));
        Assert.Equal(500, axis.Map(100));
    }

    [Theory]
    [InlineData(33, "s", "0", "5")]
    [InlineData(1200, "min:s", "0:00", "2:00")]
    [InlineData(36_000, "h:min", "0:00", "1:00")]
    [InlineData(0.02, "s", "0", "0.002")]
    public void Time_Span_HasMarksThatClocksHave(double seconds, string unit, string first, string second)
    {
        var axis = new TimeAxis(0, seconds);

        Assert.Equal(unit, axis.LabelUnit);
        Assert.Equal([first, second], axis.Ticks.Take(2).Select(t => t.Label));
        Assert.InRange(axis.Ticks.Count, 4, 12);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-5)]
    public void Map_WhatIsNotOnTheAxis_StaysInTheChart(double value)
    {
        foreach (var axis in new Axis[] { LinearAxis.Covering(0, 10, ""), LogAxis.Covering(1, 100, "s"), new PercentileAxis(99), new TimeAxis(0, 10) })
        {
            (axis.From, axis.To) = (50, 10);
            Assert.InRange(axis.Map(value), 10, 50);
        }
    }
}
