using Bench.Diagnostics;
using Bench.Lifecycle;
using Bench.Lifecycle.Steps;
using Bench.Recipes;
using Bench.Tests.Recipes;

namespace Bench.Tests.Lifecycle;

public class WorkloadRecipeTests
{
    private static BenchOptions Options => new() { Target = BenchOptions.RunWorkload, Root = "/root", Home = RecipeTesting.Root, Tools = "/tools", Workload = "iperf3", Pattern = "ring", Nodes = "4" };

    private static string[] Errors(BenchOptions options)
    {
        var problem = Assert.Throws<BenchException>(() => RecipeSource.OfWorkload(options).Read());
        Assert.Equal(ExitStatus.Usage, problem.Status);
        return [.. problem.Diagnostics.Select(d => d.ToString())];
    }

    [Theory]
    [InlineData("iperf3", "ring")]
    [InlineData("ping", "all-to-all")]
    [InlineData("qperf", "one-to-all")]
    [InlineData("ping", "all-to-one")]
    [InlineData("iperf3", "pairs")]
    [InlineData("iperf3", "bisection")]
    [InlineData("qperf", "random")]
    public void Every_kind_and_pattern_gives_a_right_recipe(string workload, string pattern)
    {
        var recipe = RecipeSource.OfWorkload(Options with { Workload = workload, Pattern = pattern }).Read().Spec;

        Assert.Equal($"{workload}-{pattern}", recipe.Name);
        var spec = Assert.IsType<PairWorkloadSpec>(recipe.Workloads[workload], exactMatch: false);
        Assert.Equal((pattern, 4), (Bench.Recipes.Syntax.KebabCase.Of(spec.Pattern.ToString()), spec.Resources.Nodes));
    }

    [Theory]
    [InlineData("node1,node3", new[] { "node1", "node3" })]
    [InlineData("node[08-10],gpu1", new[] { "node08", "node09", "node10", "gpu1" })]
    public void Nodes_may_be_named(string nodes, string[] hosts) =>
        Assert.Equal(hosts, RecipeSource.OfWorkload(Options with { Nodes = nodes }).Read().Spec.Workloads["iperf3"].Resources.Hosts);

    [Fact]
    public void Options_set_what_it_leaves_out()
    {
        var source = RecipeSource.OfWorkload(Options with { Set = [KeyValuePair.Create("workloads.iperf3.duration", "5s"), KeyValuePair.Create("repeat", "3")] });

        var recipe = source.Read().Spec;
        Assert.Equal((TimeSpan.FromSeconds(5), 3), (((PairWorkloadSpec)recipe.Workloads["iperf3"]).Duration, recipe.Repeat));
    }

    [Fact]
    public void What_is_missing_is_told_at_once_with_what_there_is() => Assert.Equal(
        [
            "error BENCH9023: RunWorkload needs '--workload'. Add --workload with 'iperf3', 'ping' or 'qperf'.",
            "error BENCH9023: RunWorkload needs '--pattern'. Add --pattern with 'ring', 'all-to-all', 'one-to-all', 'all-to-one', 'pairs', 'bisection', 'random' or 'list'.",
            "error BENCH9023: RunWorkload needs '--nodes'. Add --nodes with their number, or their names: --nodes 4, --nodes node1,node3.",
        ],
        Errors(Options with { Workload = null, Pattern = null, Nodes = null }));

    [Fact]
    public void A_wrong_word_is_told_with_the_nearest() => Assert.Equal(
        [
            "error BENCH9005: --workload cannot be 'iperf'. Did you mean 'iperf3'? There is 'iperf3', 'ping' or 'qperf'.",
            "error BENCH9005: --pattern cannot be 'al-to-all'. Did you mean 'all-to-all'? There is 'ring', 'all-to-all', 'one-to-all', 'all-to-one', 'pairs', 'bisection', 'random' or 'list'.",
            "error BENCH9005: --nodes cannot be 'node1,; rm': '; rm' is no name of a node. Write a number, or names with commas between them, such as node1,node3 or node[1-4].",
        ],
        Errors(Options with { Workload = "iperf", Pattern = "al-to-all", Nodes = "node1,; rm" }));

    [Fact]
    public void What_is_impossible_is_told_without_a_place_in_a_file_that_nobody_has() => Assert.Equal(
        ["error BENCH1207: The pattern 'ring' of workload 'iperf3' is impossible on 1 node. Add 'resources: {nodes: 2}' or more."],
        Errors(Options with { Nodes = "1" }));

    [Fact]
    public void A_wrong_option_keeps_its_place()
    {
        var error = Assert.Single(Errors(Options with { Set = [KeyValuePair.Create("workloads.iperf.duration", "5s")] }));

        Assert.StartsWith("--set workloads.iperf.duration", error, StringComparison.Ordinal);
    }
}
