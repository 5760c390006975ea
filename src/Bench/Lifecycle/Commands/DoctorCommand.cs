using System.Globalization;
using Bench.Diagnostics;
using Bench.Lifecycle.Steps;
using Bench.Metrics;
using Bench.Recipes;
using Bench.Transport;

namespace Bench.Lifecycle.Commands;

/// <summary>Looks for what would make a run fail or its numbers doubtful, before anything starts. Every finding has its mend.</summary>
internal static class DoctorCommand
{
    private const long NeededBytes = 1L << 30;
    private const double HighLoad = 0.5;

    public static async Task<ExitStatus> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Options.Cluster is { } cluster)
        {
            // A name that is not known, or a scheduler that this version has no backend for, is the first thing to tell.
            var home = new ClusterCatalog(Path.Combine(context.Options.Home, "recipes", "clusters"));
            var found = home.Find(cluster, context.Choice.RecipePath ?? Path.Combine(context.Options.Root, "recipe.yaml"));
            await Backends.Create(found.Spec.Scheduler.ToString().ToLowerInvariant(), context.Clock).DisposeAsync().ConfigureAwait(false);
        }

        await using var transport = new LocalTransport();
        var findings = new List<Finding>();
        foreach (var tool in (string[])["bash", "setsid", "mkdir", "date"])
        {
            var found = await transport.RunAsync(new CommandLine(["sh", "-c", "command -v \"$1\"", "sh", tool]), cancellationToken).ConfigureAwait(false);
            findings.Add(new Finding(tool, found.Succeeded, found.Output.Trim(), $"Install the package that has '{tool}' (bash, coreutils, util-linux)."));
        }

        foreach (var tool in (string[])["bench-load", "bench-hello"])
        {
            var path = Path.Combine(context.Options.Tools, tool, tool);
            findings.Add(new Finding(tool, File.Exists(path), path, "Run ./build.sh from a checkout: it compiles it."));
        }

        findings.Add(Space(context.Options.Root));
        findings.Add(Load());
        findings.Add(Governor());
        if (context.Options.Recipe is not null)
        {
            var document = RecipeSource.Of(context.Options, context.Choice.NeededRecipe()).Read();
            findings.Add(new Finding("recipe", true, document.Path, ""));
        }

        foreach (var finding in findings)
        {
            context.Print($"{(finding.Good ? "ok  " : "LOOK")}  {finding.Subject,-12}  {finding.Detail}{(finding.Good ? "" : $"\n      {finding.Mend}")}");
        }

        return findings.Exists(f => !f.Good && f.IsFatal) ? ExitStatus.Usage : ExitStatus.Done;
    }

    private static Finding Space(string root)
    {
        var free = new DriveInfo(root).AvailableFreeSpace;
        return new Finding("disk", free >= NeededBytes, $"{free / (double)(1L << 30):0.0} GiB free at {root}", "Make room: './build.sh Clean --keep 5' removes old runs.");
    }

    // A busy machine disturbs every number that is measured on it.
    private static Finding Load()
    {
        var one = double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
        var share = one / Environment.ProcessorCount;
        return new Finding("load", share < HighLoad, $"{one:0.00} over {Environment.ProcessorCount} CPUs", "Wait until other work has ended: it shares the CPUs with what you measure.") { IsFatal = false };
    }

    private static Finding Governor()
    {
        var governor = MachineFacts.Read().GetValueOrDefault("cpu governor");
        return new Finding("governor", governor is null or "performance", governor ?? "not told by this machine", "Use 'performance' while measuring: clocks that change blur results.") { IsFatal = false };
    }
}
