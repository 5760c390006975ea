using Bench.Measurement.Patterns;

namespace Bench.Measurement.Tests.Patterns;

public sealed class PatternSimulationTests
{
    private static readonly PairModel Fixed = new() { PairSeconds = 10 };

    private static PatternShape AllToAll(int nodes) => new() { Kind = PatternKind.AllToAll, Nodes = nodes };

    [Fact]
    public void A_thousand_nodes_all_to_all_are_999_rounds_of_500_pairs_in_both_directions()
    {
        var cost = PatternSimulation.Run(AllToAll(1000), 1, Fixed with { BatchSeconds = 0.5, GapSeconds = 1 });

        Assert.Equal(new PatternCost(999, 1998, 999_000, 1998 * 10.5 + 1997), cost);
    }

    [Fact]
    public void Interfaces_and_repeats_multiply() => Assert.Equal(
        new PatternCost(3, 3 * 2 * 2 * 4, 4 * 3 * 2 * 4, 480), PatternSimulation.Run(AllToAll(4) with { Repeat = 2 }, 4, Fixed));

    [Fact]
    public void Pairs_at_the_same_time_take_as_long_as_the_slowest()
    {
        var model = Fixed with { SpreadSeconds = 2, Seed = 3 };
        var one = PatternSimulation.Run(AllToAll(100) with { Contention = Contention.None }, 1, model).Seconds / 9900;
        var many = PatternSimulation.Run(AllToAll(100), 1, model).Seconds / 198;

        // Of uniform times the mean is a half of the spread, and the greatest of 50 is 50/51 of it.
        Assert.Equal(11, one, 0.05);
        Assert.Equal(10 + 2 * 50 / 51.0, many, 0.02);
        Assert.Equal(PatternSimulation.Run(AllToAll(100), 1, model), PatternSimulation.Run(AllToAll(100), 1, model));
        Assert.NotEqual(PatternSimulation.Run(AllToAll(100), 1, model), PatternSimulation.Run(AllToAll(100), 1, model with { Seed = 4 }));
    }

    [Fact]
    public void One_node_takes_no_time() => Assert.Equal(new PatternCost(0, 0, 0, 0), PatternSimulation.Run(AllToAll(1), 1, Fixed with { GapSeconds = 1 }));
}
