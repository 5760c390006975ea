using Bench.Lifecycle.Steps;
using Bench.Tests.Plans;

namespace Bench.Tests.Lifecycle;

public class PatternTextTests
{
    private static IReadOnlyList<string> Lines(string workload) => PatternText.Of(Planning.Plan($"name: net\nworkloads:\n  net: {workload}\n").Points);

    // The time is the simulation's, which has tests of its own.
    private static string Line(string workload) => Assert.Single(Lines(workload)).Split(", about ")[0];

    [Theory]
    [InlineData("{pattern: all-to-all, resources: {nodes: 1000}}", "net: all-to-all over 1000 nodes, 999 rounds of 500 pairs, one direction after the other")]
    [InlineData("{pattern: all-to-all, bidirectional: true, resources: {nodes: 4}}", "net: all-to-all over 4 nodes, 3 rounds of 2 pairs, both directions at once")]
    [InlineData("{pattern: ring, resources: {nodes: 5}}", "net: ring over 5 nodes, 3 rounds of up to 2 pairs")]
    [InlineData("{pattern: all-to-one, resources: {nodes: 4}}", "net: all-to-one over 4 nodes, 3 rounds of 1 pair, all rounds at once")]
    [InlineData("{pattern: pairs, contention: none, repeat: 3, nics: [a, b], resources: {nodes: 4}}", "net: pairs over 4 nodes, 1 round of 2 pairs, one pair at a time, on 2 interfaces, 3 times")]
    public void A_pattern_is_told_by_its_rounds_and_pairs(string keys, string line) => Assert.Equal(line, Line("{kind: ping, " + keys[1..]));

    [Fact]
    public void It_says_how_long_it_takes() => Assert.Matches(", about [0-9]+ h [0-9]+ min$", Assert.Single(Lines("{kind: ping, pattern: all-to-all, resources: {nodes: 1000}}")));

    [Fact]
    public void Workloads_without_a_pattern_have_no_line() => Assert.Empty(Lines("{kind: command, command: x, metrics: {a: {regex: (1)}}}"));
}
