using Bench.Metrics;
using Bench.Recipes;

namespace Bench.Tests.Metrics;

public class AggregationTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3)]
    [InlineData(new[] { 9.0, 1.0, 5.0 }, 5)]
    [InlineData(new[] { 9.0, 1.0, 5.0, 4.0 }, 4.5)]
    public void The_median_is_the_middle_or_the_mean_of_the_two_in_the_middle(double[] values, double median) => Assert.Equal(median, Aggregation.Median(values));

    [Fact]
    public void The_median_leaves_the_order_of_its_values_alone()
    {
        double[] values = [3, 1, 2];
        Aggregation.Median(values);

        Assert.Equal([3, 1, 2], values);
    }

    [Fact]
    public void The_standard_deviation_is_that_of_a_sample() => Assert.Equal(2.138089935, Aggregation.StandardDeviation([2, 4, 4, 4, 5, 5, 7, 9])!.Value, 9);

    [Fact]
    public void One_value_has_no_standard_deviation() => Assert.Null(Aggregation.StandardDeviation([5]));

    [Fact]
    public void Equal_values_deviate_by_nothing() => Assert.Equal(0, Aggregation.StandardDeviation([0.1, 0.1, 0.1])!.Value, 12);

    [Fact]
    public void Every_reduction_is_known() =>
        Assert.All(Enum.GetValues<Reduction>(), reduction => Assert.Equal(4, Aggregation.Reduce([4.0], reduction)));
}
