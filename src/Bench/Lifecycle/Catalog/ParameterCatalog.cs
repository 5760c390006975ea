namespace Bench.Lifecycle.Catalog;

/// <summary>All parameters, in the order of the help. The one source of build/catalog.tsv and .nuke/build.schema.json.</summary>
public static class ParameterCatalog
{
    private const string Workload = BenchOptions.RunWorkload;

    private static readonly string[] Life = ["RunBenchmark", .. TargetCatalog.Steps];

    // Teardown needs the journal and nothing else: what shapes a plan means nothing to it.
    private static readonly string[] Planning = [Workload, .. Life.Where(target => target != "Teardown"), "Validate"];

    public static IReadOnlyList<BenchParameter> All { get; } =
    [
        new("recipe", ParameterKind.Path, "The recipe, a YAML file.", [.. Life, "Validate", "Status", "Logs", "Doctor"]),
        new("workload", ParameterKind.Text, "What measures between the nodes: iperf3, ping or qperf.", [Workload]),
        new("pattern", ParameterKind.Text, "Who measures with whom: ring, all-to-all, one-to-all, all-to-one, pairs, bisection, random or list.", [Workload]),
        new("nodes", ParameterKind.Text, "How many nodes, or their names: 4, node1,node3 or node[1-4].", [Workload]),
        new("run", ParameterKind.Text, "A run: its id, an unambiguous prefix of it, or 'last'. Two for Compare: BASE,NEW.",
            [.. Life, "Status", "Logs", "Compare", "Orphans", "Clean"]),
        new("cluster", ParameterKind.Text, "A cluster of clusters/, instead of the recipe's.", [.. Planning, "Doctor", "Orphans"]),
        new("set", ParameterKind.Assignments, "Override a value of the recipe: --set workloads.load.rate=5000. May be repeated.", [.. Planning, "Doctor"]),
        new("output-dir", ParameterKind.Path, "Where runs are kept.",
            [Workload, .. Life, "Status", "Logs", "Compare", "Orphans", "Clean"], ".bench/runs"),
        new("templates", ParameterKind.Path, "A folder whose templates win over those in templates/.", [.. Planning.Where(target => target != "Validate"), "Doctor"]),
        new("force", ParameterKind.Flag, "Do the step even if it is up to date.", Life),
        new("explain", ParameterKind.Flag, "Say why each step ran.", Life),
        new("dry-run", ParameterKind.Flag, "Print plan and scripts; submit nothing. Clean: delete nothing.", [Workload, .. Life, "Clean"]),
        new("detach", ParameterKind.Flag, "Submit the services and leave: 'RunBenchmark --run ID' goes on with the run, from any machine that has its folder.", ["RunBenchmark", "SubmitService"]),
        new("format", ParameterKind.Choice, "How the result is printed.", ["Status", "Compare"], "text") { Choices = ["text", "json"] },
        new("cancel", ParameterKind.Flag, "End what Orphans found.", ["Orphans"]),
        new("job", ParameterKind.Text, "One job's log only.", ["Logs"]),
        new("lines", ParameterKind.Number, "Lines from the end of each log.", ["Logs"], "50"),
        new("keep", ParameterKind.Number, "Spare this many of the newest runs.", ["Clean"], "0"),
        new("store", ParameterKind.Choice, "Where results of all runs are gathered.", [Workload, .. Life, "Clean"], "csv")
        {
            Choices = ["csv", "sqlite"],
        },
        new("filter", ParameterKind.Text, "Which tests: a filter expression of 'dotnet test'.", ["Test", "TestCluster"]),
        new("runtime", ParameterKind.Choice, "What PublishLoad builds for, where that is not this machine's own.", ["PublishLoad"]) { Choices = ["linux-x64", "linux-arm64"] },
        new("keep-testbed", ParameterKind.Flag, "Leave the cluster up that TestCluster started.", ["TestCluster"]),
    ];
}
