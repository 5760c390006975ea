namespace Bench.Lifecycle.Catalog;

/// <summary>All targets, in the order of the help. The one source of build/catalog.tsv and .nuke/build.schema.json.</summary>
public static class TargetCatalog
{
    /// <summary>The eight steps of a run, in their order.</summary>
    public static IReadOnlyList<string> Steps { get; } =
    [
        "ParseRecipe", "RenderScripts", "SubmitService", "AwaitHealthy", "RunWorkloadPattern", "CollectMetrics", "Teardown", "Report",
    ];

    public static IReadOnlyList<BenchTarget> All { get; } =
    [
        new("RunBenchmark", TargetKind.Run, "Do the eight steps below, in order: the whole benchmark.")
        {
            Details =
            [
                "A step whose inputs did not change is 'up to date' and is not done again; --force does it anyway, --explain says why it ran.",
                "Ctrl-C and SIGTERM stop the benchmark and take everything down; a second one does not wait for answers.",
                "Exit status: 0 done, 1 fault, 2 usage or recipe, 3 transport or scheduler, 4 never healthy, 5 workload failed,",
                "6 results not valid, 7 a gate failed, 130/143 cancelled.",
            ],
        },
        new("RunWorkload", TargetKind.Run, "Measure between nodes without a recipe: iperf3, ping or qperf over a pattern.")
        {
            Details =
            [
                "--workload iperf3, ping or qperf; --pattern ring, all-to-all, one-to-all, all-to-one, pairs, bisection, random or list; --nodes 4 or node1,node3.",
                "It writes the recipe for it into the run's folder and does the eight steps below. On 'local' the nodes are addresses of this machine's loopback.",
                "--set changes the recipe: --set workloads.iperf3.duration=5s, --set workloads.ping.source=2.",
            ],
        },
        new("ParseRecipe", TargetKind.Run, "Read and check the recipe; write recipe.lock.yaml and plan.json."),
        new("RenderScripts", TargetKind.Run, "Render the job scripts of the plan."),
        new("SubmitService", TargetKind.Run, "Submit the service, exactly once."),
        new("AwaitHealthy", TargetKind.Run, "Wait until the service is really healthy."),
        new("RunWorkloadPattern", TargetKind.Run, "Drive the service with the workloads, point by point."),
        new("CollectMetrics", TargetKind.Run, "Gather results and series; write summary.json."),
        new("Teardown", TargetKind.Run, "End everything that the run's journal knows of."),
        new("Report", TargetKind.Run, "Write report.md and report.html from summary.json."),

        new("Validate", TargetKind.Look, "Check a recipe and its cluster file without making a run."),
        new("Status", TargetKind.Look, "Show one run, or all of them.") { PrintsResult = true },
        new("Logs", TargetKind.Look, "Show the ends of a run's job logs.") { PrintsResult = true },
        new("Compare", TargetKind.Look, "Compare two runs: --run BASE,NEW.") { PrintsResult = true },
        new("Doctor", TargetKind.Look, "Check this machine and the cluster: tools, connection, scheduler, folders.") { PrintsResult = true },
        new("Orphans", TargetKind.Look, "Find what older runs left behind; --cancel ends it.") { PrintsResult = true },
        new("Clean", TargetKind.Look, "Delete runs that are over; --keep N spares the newest."),

        new("Test", TargetKind.Develop, "Run all tests of this checkout; the last line sums them up.")
        {
            Details = ["--filter takes what 'dotnet test --filter' takes: FullyQualifiedName~Recipes, for example."],
        },
        new("PublishLoad", TargetKind.Develop, "Build bench-load and bench-hello for nodes without .NET into artifacts/nodes/.")
        {
            Details = ["--runtime linux-arm64 builds them for arm64 on an x86-64 machine: it takes gcc-aarch64-linux-gnu and libc6-dev-arm64-cross."],
        },
        new("TestCluster", TargetKind.Develop, "Run the journeys on a real Slurm cluster: tests/testbed, started and taken down.")
        {
            Details =
            [
                "The cluster is made of namespaces on this machine, which must be a Debian; it takes root. docs/testbed.md says more.",
                "One that is up already is used, and stays. --keep-testbed leaves the one that was started, for the next time.",
            ],
        },
        new("Help", TargetKind.Develop, "Show targets and parameters; 'Help TARGET' shows more of one."),
    ];
}
