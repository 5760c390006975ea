using System.Globalization;
using System.Runtime.CompilerServices;
using Bench.Diagnostics;
using Bench.Jobs;
using Bench.Jobs.Slurm;
using Bench.Lifecycle.Steps;
using Bench.Plans;
using Bench.Recipes;
using Bench.Scripts;
using Bench.Transport;

namespace Bench.Lifecycle.Commands.Doctor;

/// <summary>What a run needs of a Slurm cluster, from the line to the scheduler's word on the recipe's own directives. Nothing queues.</summary>
internal sealed class TheCluster : IAsyncDisposable
{
    private const long NeededBytes = 1L << 30;
    private const double LargeOffset = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CommandContext _context;
    private readonly Cluster _cluster;
    private readonly RunPlan? _plan;
    private readonly IJobBackend _backend;

    // By partition, as sinfo names it: the default one has a '*' behind.
    private readonly Dictionary<string, string> _limits = [];

    public TheCluster(CommandContext context, Cluster cluster, RecipeDocument? recipe)
    {
        (_context, _cluster) = (context, cluster);
        _plan = recipe is null ? null : RecipeSource.Plan(recipe);
        _backend = ClusterChoice.Backend(context, ClusterChoice.SiteOf(cluster));
    }

    private ClusterSpec Spec => _cluster.Spec;

    private ITransport Line => _backend.Transport;

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var line = await LineAsync(cancellationToken).ConfigureAwait(false);
        yield return line;
        if (!line.Good)
        {
            // Without a line nothing else can be told.
            yield break;
        }

        yield return await ClockAsync(cancellationToken).ConfigureAwait(false);
        if (Spec.Workdir is { } workdir)
        {
            var writable = await WritableAsync(workdir, cancellationToken).ConfigureAwait(false);
            yield return writable;
            if (writable.Good)
            {
                yield return await SpaceAsync(workdir, cancellationToken).ConfigureAwait(false);
            }
        }

        var sbatch = await RunAsync(["sbatch", "--version"], cancellationToken).ConfigureAwait(false);
        yield return new Finding("slurm", sbatch.Succeeded, Text(sbatch), "Is this a node where jobs are submitted? Load Slurm's module in your login profile, or use another alias.");
        if (sbatch.Succeeded)
        {
            yield return await PartitionAsync(cancellationToken).ConfigureAwait(false);
            yield return await AccountAsync(cancellationToken).ConfigureAwait(false);
            yield return await GatherAsync(cancellationToken).ConfigureAwait(false);
        }

        if (Spec.Container.Runtime is not ContainerRuntime.None)
        {
            yield return await RuntimeAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_plan is null)
        {
            yield break;
        }

        foreach (var image in Images.Of(_plan).Where(i => !i.IsUri))
        {
            var found = image.Here is { } here ? File.Exists(here) : (await RunAsync(["test", "-e", image.Source], cancellationToken).ConfigureAwait(false)).Succeeded;
            yield return image.Here is { } local
                ? new Finding("image", found, $"{local}{(found ? ", brought over when it is used" : " is not there")}", "Build it, or mend 'image:'.")
                : new Finding("image", found, $"{image.Source}{(found ? "" : $" is not on {Line.Name}")}", "Put it there, or name a file of this machine by a relative path: it is brought over.");
        }

        if (sbatch.Succeeded)
        {
            foreach (var model in ScriptModels.Of(_plan).Where(m => !m.IsStep).ToList())
            {
                yield return await AcceptedAsync(model, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public ValueTask DisposeAsync() => _backend.DisposeAsync();

    // The first call opens the connection: alias, address, host key and the user's key are all in it.
    private async Task<Finding> LineAsync(CancellationToken cancellationToken)
    {
        try
        {
            var start = _context.Clock.GetTimestamp();
            var first = await RunAsync(["true"], cancellationToken).ConfigureAwait(false);
            var opened = _context.Clock.GetElapsedTime(start);
            start = _context.Clock.GetTimestamp();
            await RunAsync(["true"], cancellationToken).ConfigureAwait(false);
            return new Finding("line", first.Succeeded, string.Create(
                CultureInfo.InvariantCulture, $"{Line.Name}: open after {opened.TotalMilliseconds:0} ms, a command takes {_context.Clock.GetElapsedTime(start).TotalMilliseconds:0} ms"), "Try 'ssh' with the same alias.");
        }
        catch (BenchException problem)
        {
            var first = problem.Diagnostics[0];
            return new Finding("line", false, $"{first.Code}: {first.What}", first.Mend) { Status = problem.Status };
        }
    }

    private async Task<Finding> ClockAsync(CancellationToken cancellationToken)
    {
        var clock = await SiteFacts.ClockAsync(Line, _context.Clock, cancellationToken).ConfigureAwait(false);
        return clock is not var (offset, uncertainty)
            ? new Finding("clock", false, "not told by 'date'", "Series of the cluster and of this machine may not fit together.") { IsFatal = false }
            : new Finding("clock", Math.Abs(offset) < LargeOffset + uncertainty, string.Create(CultureInfo.InvariantCulture, $"{offset:+0.0;-0.0;0} ms from this machine's (± {uncertainty:0.0} ms)"),
                "Let both follow NTP: the offset is recorded, but leases and logs are read by people.")
            { IsFatal = false };
    }

    private async Task<Finding> WritableAsync(string workdir, CancellationToken cancellationToken)
    {
        var probe = Path.Combine(workdir, $".bench-doctor-{Guid.NewGuid():N}");
        try
        {
            await Line.WriteAsync(probe, "doctor"u8.ToArray(), executable: false, cancellationToken).ConfigureAwait(false);
            await Line.RemoveAsync(probe, cancellationToken).ConfigureAwait(false);
            return new Finding("workdir", true, workdir, "");
        }
        catch (BenchException problem)
        {
            return new Finding("workdir", false, $"{workdir}: {problem.Diagnostics[0].What}", "Set 'workdir' in the cluster file to a folder that you may write to and that all nodes share.") { Status = problem.Status };
        }
    }

    private async Task<Finding> SpaceAsync(string workdir, CancellationToken cancellationToken)
    {
        var result = await RunAsync(["df", "-Pk", "--", workdir], cancellationToken).ConfigureAwait(false);
        var fields = result.Output.Trim().Split('\n')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 4 || !long.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out var free)
            ? new Finding("space", false, Text(result), "Look at it with 'df' on the cluster.") { IsFatal = false }
            : new Finding("space", free * 1024 >= NeededBytes, string.Create(CultureInfo.InvariantCulture, $"{free / 1048576.0:0.0} GiB free at {workdir}"),
                "Make room, or use another workdir: './build.sh Clean' removes old runs there too. A quota of yours may be smaller still.");
    }

    private async Task<Finding> PartitionAsync(CancellationToken cancellationToken)
    {
        var result = await RunAsync(["sinfo", "-h", "-o", "%P|%a|%l|%D"], cancellationToken).ConfigureAwait(false);
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('|')).Where(l => l.Length == 4).ToList();
        foreach (var line in lines)
        {
            _limits[line[0]] = line[2];
        }

        var found = Spec.Partition is { } name ? lines.Find(l => l[0].TrimEnd('*') == name) : lines.Find(l => l[0].EndsWith('*'));
        return found is null
            ? new Finding("partition", false, Spec.Partition is { } wanted ? $"there is no '{wanted}'" : "there is no default one", $"Name one of: {string.Join(", ", lines.Select(l => l[0].TrimEnd('*')))}.")
            : new Finding("partition", found[1] == "up", $"{found[0].TrimEnd('*')} is {found[1]}, {found[3]} nodes, limit {found[2]}", "Ask the centre, or use another partition.");
    }

    private async Task<Finding> AccountAsync(CancellationToken cancellationToken)
    {
        var result = await RunAsync(["sh", "-c", "sacctmgr -nP show assoc user=\"$(id -un)\" format=account"], cancellationToken).ConfigureAwait(false);
        var accounts = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        return !result.Succeeded || accounts.Count == 0
            ? new Finding("account", false, "the accounting database does not tell", "sbatch --test-only below says whether jobs are taken.") { IsFatal = false }
            : Spec.Account is null ? new Finding("account", true, $"your default one; you have {string.Join(", ", accounts)}", "")
            : accounts.Contains(Spec.Account, StringComparer.OrdinalIgnoreCase) ? new Finding("account", true, Spec.Account, "")
            : new Finding("account", false, $"'{Spec.Account}' is none of yours", $"Name one of yours: {string.Join(", ", accounts)}.");
    }

    private async Task<Finding> GatherAsync(CancellationToken cancellationToken)
    {
        var result = await RunAsync(["sh", "-c", "scontrol show config | grep -E '^JobAcctGather(Type|Frequency)'"], cancellationToken).ConfigureAwait(false);
        var values = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('=', 2)).Where(l => l.Length == 2).ToDictionary(l => l[0].Trim(), l => l[1].Trim());
        var text = values.TryGetValue("JobAcctGatherType", out var type)
            ? type + (values.TryGetValue("JobAcctGatherFrequency", out var frequency) ? $", frequency {frequency}" : "")
            : "not told by scontrol";
        return new Finding("gathering", type is not null && !text.Contains("(null)", StringComparison.Ordinal) && !text.Contains("/none", StringComparison.Ordinal), text,
            "sstat will have no series; Bench's own sampler on the nodes has.")
        { IsFatal = false };
    }

    private async Task<Finding> RuntimeAsync(CancellationToken cancellationToken)
    {
        var name = Spec.Container.Runtime.ToString().ToLowerInvariant();
        var result = await RunAsync([name, "--version"], cancellationToken).ConfigureAwait(false);
        var byModule = !result.Succeeded && Spec.Modules.Count > 0;
        return new Finding("container", result.Succeeded || byModule, byModule ? $"{name} is left to the modules {string.Join(", ", Spec.Modules)}" : Text(result),
            $"Install {name}, or name the module that has it below 'modules:' in the cluster file.");
    }

    private async Task<Finding> AcceptedAsync(JobScriptModel model, CancellationToken cancellationToken)
    {
        var templates = RenderScriptsStep.Templates(_context.Options);
        var script = new ScriptRenderer(templates).Render(model, _plan!.Scheduler);
        var result = await Line.RunAsync(new CommandLine(["sbatch", "--test-only", "--export=NONE"], Timeout: Patience, Input: script), cancellationToken).ConfigureAwait(false);
        if (result.Succeeded)
        {
            return TooLong(script) is { } limit
                ? new Finding(model.Name, false, $"it asks for {limit.Asked}, and partition {limit.Partition} gives {limit.Given}: it would wait for ever", "Ask for less by 'resources.time', or take another partition.")
                : new Finding(model.Name, true, $"sbatch would take it: {Text(result).Replace("sbatch: ", "", StringComparison.Ordinal)}", "");
        }

        var (said, mend) = await SlurmRefusals.ExplainAsync(new SlurmCalls(Line), result, cancellationToken).ConfigureAwait(false);
        return new Finding(model.Name, false, $"sbatch would refuse it: {said}", mend);
    }

    // Slurm takes such a job where EnforcePartLimits is off, and --test-only says that it would start.
    private (string Asked, string Partition, string Given)? TooLong(string script)
    {
        var words = script.Split('\n').Where(l => l.StartsWith("#SBATCH --", StringComparison.Ordinal)).Select(l => l["#SBATCH --".Length..].Split('=', 2)).Where(w => w.Length == 2).ToList();
        var partition = words.Find(w => w[0] == "partition")?[1] ?? _limits.Keys.FirstOrDefault(p => p.EndsWith('*')) ?? "";
        return words.Find(w => w[0] == "time") is { } time && double.TryParse(time[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            && (_limits.TryGetValue(partition, out var given) || _limits.TryGetValue(partition + "*", out given))
            && SlurmText.Duration(given) is { } limit && minutes * 60 > limit
            ? (TimeSpan.FromMinutes(minutes).ToString("c", CultureInfo.InvariantCulture), partition.TrimEnd('*'), given)
            : null;
    }

    private Task<CommandResult> RunAsync(IReadOnlyList<string> words, CancellationToken cancellationToken) =>
        Line.RunAsync(new CommandLine(words, Timeout: Patience), cancellationToken);

    private static string Text(CommandResult result) =>
        CleanLine(result.Output) is { Length: > 0 } text ? text : CleanLine(result.Error) is { Length: > 0 } error ? error : $"status {result.ExitCode}";

    private static string CleanLine(string text) => new([.. text.Trim().Split('\n')[^1].Where(c => !char.IsControl(c))]);
}
