using System.Linq;
using System.Reflection;
using Bench.Lifecycle;
using Bench.Lifecycle.Catalog;
using Bench.Sdk.Host;
using Nuke.Common;

/// <summary>
/// Bench's targets for a NUKE build: <c>class Build : NukeBuild, IBench</c> has them all. They only say what comes before what; the library
/// decides whether a step is up to date, what a signal does, what is taken down after a failure, and the exit status.
/// </summary>
interface IBench : INukeBuild
{
    // The steps of a run.
    Target ParseRecipe => _ => _.Description("Read and check the recipe; write recipe.lock.yaml and plan.json.")
        .Executes(() => Do(BenchVerb.ParseRecipe));

    Target RenderScripts => _ => _.Description("Render the job scripts of the plan.")
        .DependsOn(ParseRecipe)
        .Executes(() => Do(BenchVerb.RenderScripts));

    Target SubmitService => _ => _.Description("Submit the service, exactly once.")
        .DependsOn(RenderScripts)
        .Executes(() => Do(BenchVerb.SubmitService));

    Target AwaitHealthy => _ => _.Description("Wait until the service is really healthy.")
        .DependsOn(SubmitService)
        .Executes(() => Do(BenchVerb.AwaitHealthy));

    Target RunWorkloadPattern => _ => _.Description("Drive the service with the workloads, point by point.")
        .DependsOn(AwaitHealthy)
        .Executes(() => Do(BenchVerb.RunWorkloadPattern));

    Target CollectMetrics => _ => _.Description("Gather results and series; write summary.json.")
        .DependsOn(RunWorkloadPattern)
        .Executes(() => Do(BenchVerb.CollectMetrics));

    // Assured for the failure of a target that is not ours: after one of ours it finds nothing left.
    Target Teardown => _ => _.Description("End everything that the run's journal knows of.")
        .After(CollectMetrics).AssuredAfterFailure()
        .Executes(() => Do(BenchVerb.Teardown));

    Target Report => _ => _.Description("Write report.md and report.html from summary.json.")
        .DependsOn(CollectMetrics).After(Teardown)
        .Executes(() => Do(BenchVerb.Report));

    // All eight, in this order: nothing is held on the cluster while the report is made.
    Target RunBenchmark => _ => _.Description("Do the eight steps below, in order: the whole benchmark.")
        .DependsOn(ParseRecipe, RenderScripts, SubmitService, AwaitHealthy, RunWorkloadPattern, CollectMetrics, Teardown, Report);

    // The same eight, of a recipe that the options make.
    Target RunWorkload => _ => _.Description("Measure between nodes without a recipe: iperf3, ping or qperf over a pattern.")
        .DependsOn(ParseRecipe, RenderScripts, SubmitService, AwaitHealthy, RunWorkloadPattern, CollectMetrics, Teardown, Report);

    // Beside the run.
    Target Validate => _ => _.Description("Check a recipe and its cluster file without making a run.")
        .Executes(() => Do(BenchVerb.Validate));

    Target Status => _ => _.Description("Show one run, or all of them.")
        .Executes(() => Do(BenchVerb.Status));

    Target Logs => _ => _.Description("Show the ends of a run's job logs.")
        .Executes(() => Do(BenchVerb.Logs));

    Target Compare => _ => _.Description("Compare two runs: --run BASE,NEW.")
        .Executes(() => Do(BenchVerb.Compare));

    Target Doctor => _ => _.Description("Check this machine and the cluster: tools, connection, scheduler, folders.")
        .Executes(() => Do(BenchVerb.Doctor));

    Target Orphans => _ => _.Description("Find what older runs left behind; --cancel ends it.")
        .Executes(() => Do(BenchVerb.Orphans));

    Target Clean => _ => _.Description("Delete runs that are over; --keep N spares the newest.")
        .Executes(() => Do(BenchVerb.Clean));

    // The checkout of Bench.
    Target Test => _ => _.Description("Run all tests of this checkout; the last line sums them up.")
        .Executes(() => Do(host => host.Test(onCluster: false)));

    Target TestCluster => _ => _.Description("Run the journeys on a real Slurm cluster: tests/testbed, started and taken down.")
        .Executes(() => Do(host => host.Test(onCluster: true)));

    Target PublishLoad => _ => _.Description("Build bench-load and bench-hello for nodes without .NET into artifacts/nodes/.")
        .Executes(() => Do(host => host.PublishLoad()));

    // Parameters: --bench-recipe, or BENCH_RECIPE. All but flags are text, because the library checks values and tells what is wrong with them.
    [Parameter("The recipe, a YAML file.")] string? BenchRecipe => TryGetValue(() => BenchRecipe);
    [Parameter("What measures between the nodes: iperf3, ping or qperf.")] string? BenchWorkload => TryGetValue(() => BenchWorkload);
    [Parameter("Who measures with whom: ring, all-to-all, one-to-all, all-to-one, pairs, bisection, random or list.")] string? BenchPattern => TryGetValue(() => BenchPattern);
    [Parameter("How many nodes, or their names: 4, node1,node3 or node[1-4].")] string? BenchNodes => TryGetValue(() => BenchNodes);
    [Parameter("A run: its id, an unambiguous prefix of it, or 'last'. Two for Compare: BASE,NEW.")] string? BenchRun => TryGetValue(() => BenchRun);
    [Parameter("A cluster of clusters/, instead of the recipe's.")] string? BenchCluster => TryGetValue(() => BenchCluster);
    [Parameter("Override a value of the recipe: --set workloads.load.rate=5000. May be repeated.")] string[]? BenchSet => TryGetValue(() => BenchSet);
    [Parameter("Where runs are kept.")] string? BenchOutputDir => TryGetValue(() => BenchOutputDir);
    [Parameter("A folder whose templates win over those in templates/.")] string? BenchTemplates => TryGetValue(() => BenchTemplates);
    [Parameter("Do the step even if it is up to date.")] bool? BenchForce => TryGetValue<bool?>(() => BenchForce);
    [Parameter("Say why each step ran.")] bool? BenchExplain => TryGetValue<bool?>(() => BenchExplain);
    [Parameter("Print plan and scripts; submit nothing. Clean: delete nothing.")] bool? BenchDryRun => TryGetValue<bool?>(() => BenchDryRun);
    [Parameter("Submit the services and leave: 'RunBenchmark --run ID' goes on with the run, from any machine that has its folder.")] bool? BenchDetach => TryGetValue<bool?>(() => BenchDetach);
    [Parameter("How the result is printed.")] string? BenchFormat => TryGetValue(() => BenchFormat);
    [Parameter("End what Orphans found.")] bool? BenchCancel => TryGetValue<bool?>(() => BenchCancel);
    [Parameter("One job's log only.")] string? BenchJob => TryGetValue(() => BenchJob);
    [Parameter("Lines from the end of each log.")] string? BenchLines => TryGetValue(() => BenchLines);
    [Parameter("Spare this many of the newest runs.")] string? BenchKeep => TryGetValue(() => BenchKeep);
    [Parameter("Where results of all runs are gathered.")] string? BenchStore => TryGetValue(() => BenchStore);
    [Parameter("Which tests: a filter expression of 'dotnet test'.")] string? BenchFilter => TryGetValue(() => BenchFilter);
    [Parameter("What PublishLoad builds for, where that is not this machine's own.")] string? BenchRuntime => TryGetValue(() => BenchRuntime);
    [Parameter("Leave the cluster up that TestCluster started.")] bool? BenchKeepTestbed => TryGetValue<bool?>(() => BenchKeepTestbed);

    /// <summary>The checkout of Bench, which build/Bench.Nuke.props knows.</summary>
    string BenchHome => typeof(IBench).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == nameof(BenchHome)).Value!;

    private static BenchHost? _host;

    // The last one of ours in the plan is what was asked for: the others are there because it needs them.
    private BenchHost Runner => _host ??= new BenchHost(
        ExecutionPlan.Select(target => target.Name).Last(name => TargetCatalog.All.Any(ours => ours.Name == name)),
        BenchHome, RootDirectory, name => typeof(IBench).GetProperty(name)?.GetValue(this));

    private void Do(BenchVerb verb) => Do(host => host.Run(verb));

    // NUKE goes on after a target that only sets a status: it is the exception that stops the build.
    private void Do(Func<BenchHost, bool> work)
    {
        if (!work(Runner))
        {
            ExitCode = (int)BenchHost.Status;
            Assert.Fail($"ended with status {ExitCode}");
        }
    }
}
