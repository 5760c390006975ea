using Bench.Reports.Html;

namespace Bench.Tests.Reports.Html;

public class DecimateTests
{
    [Fact]
    public void MinMax_ManyPoints_KeepsExtremesAndEnds()
    {
        var random = new Random(5);
        var points = Enumerable.Range(0, 200_000).Select(i => new Sample(i, random.NextDouble())).ToList();
        points[77_777] = new Sample(77_777, 100);
        points[77_778] = new Sample(77_778, -100);

        var thin = Decimate.MinMax(points, 0, 200_000, 300);

        Assert.InRange(thin.Count, 300, 1200);
        Assert.Contains(points[77_777], thin);
        Assert.Contains(points[77_778], thin);
        Assert.Equal(points[0], thin[0]);
        Assert.Equal(points[^1], thin[^1]);
        Assert.Equal(thin.OrderBy(p => p.X), thin);
    }

    [Fact]
    public void MinMax_EachColumn_KeepsItsRange()
    {
        var random = new Random(6);
        var points = Enumerable.Range(0, 10_000).Select(i => new Sample(i, random.NextDouble())).ToList();

        var thin = Decimate.MinMax(points, 0, 10_000, 100);

        foreach (var column in points.GroupBy(p => (int)(p.X / 100)))
        {
            var kept = thin.Where(p => (int)(p.X / 100) == column.Key).ToList();
            Assert.Equal(column.Max(p => p.Y), kept.Max(p => p.Y));
            Assert.Equal(column.Min(p => p.Y), kept.Min(p => p.Y));
        }
    }

    [Fact]
    public void MinMax_FewPoints_AreAllKeptButTheUnreal() =>
        Assert.Equal([new Sample(0, 1), new Sample(2, 3)], Decimate.MinMax([new(0, 1), new(1, double.NaN), new(2, 3)], 0, 2, 100));
}
