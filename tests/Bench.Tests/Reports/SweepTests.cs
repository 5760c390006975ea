using Bench.Reports;

namespace Bench.Tests.Reports;

public class SweepTests
{
    [Theory]
    [InlineData("5000", 5000, "")]
    [InlineData("2k/s", 2000, "1/s")]
    [InlineData("90/min", 1.5, "1/s")]
    [InlineData("90s", 90, "s")]
    [InlineData("250ms", 0.25, "s")]
    [InlineData("8G", 8589934592, "B")]
    [InlineData("5%", 5, "%")]
    public void Parse_RecipeNumber_IsItsValue(string text, double value, string unit) => Assert.Equal((value, unit), SweptNumber.Parse(text));

    [Theory]
    [InlineData("postgres:16")]
    [InlineData("")]
    [InlineData("5 bananas")]
    [InlineData("1e999")]
    public void Parse_Name_IsNone(string text) => Assert.Null(SweptNumber.Parse(text));

    [Fact]
    public void Of_TwoNumbers_PutsTheLongerOnX()
    {
        var sweep = Sweep.Of(Samples.Large().Summary.Points)!;

        Assert.Equal("rate", sweep.X.Name);
        Assert.Equal("connections", Assert.Single(sweep.Others).Name);
        Assert.Equal("connections = 1", sweep.LineOf(Samples.Large().Summary.Points[0]));
    }

    [Fact]
    public void Of_Mixed_PutsTheNumberOnX()
    {
        var points = new[] { ("a", "1"), ("b", "2"), ("c", "1") }.Select((v, i) => new PointSummary($"p{i}",
            new Dictionary<string, string> { ["service.image"] = v.Item1, ["workloads.x.clients"] = v.Item2 }, 1, new Dictionary<string, MetricSummary>())).ToList();

        Assert.Equal("clients", Sweep.Of(points)!.X.Name);
    }

    [Fact]
    public void Of_OnePoint_IsNone() => Assert.Null(Sweep.Of(Samples.Stalling().Summary.Points));
}
