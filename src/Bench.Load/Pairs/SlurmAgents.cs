using Bench.Measurement.Pairs;

namespace Bench.Load.Pairs;

/// <summary>Agents on the nodes of the Slurm job that we are in, by one srun. A node that fails takes none of the others with it.</summary>
internal sealed class SlurmAgents : IAgentLauncher
{
    private static readonly TimeSpan AskTime = TimeSpan.FromSeconds(10);

    private readonly PatternFiles _files;
    private readonly PairPlan _plan;
    private readonly int _count;
    private readonly IReadOnlyList<string> _words;
    private readonly Func<string, string?> _environment;

    private SlurmAgents(
        PatternFiles files, PairPlan plan, int count, IReadOnlyList<string> words, Func<string, string?> environment, IReadOnlyList<string> names)
    {
        (_files, _plan, _count, _words, _environment) = (files, plan, count, words, environment);
        Names = names;
    }

    public IReadOnlyList<string> Names { get; }

    /// <param name="environment">Looks up variables.</param>
    internal static async Task<SlurmAgents> CreateAsync(
        PatternFiles files, PairPlan plan, int count, IReadOnlyList<string> words, Func<string, string?> environment, CancellationToken cancellationToken)
    {
        var names = plan.Nodes.Count > 0 ? plan.Nodes : await HostnamesAsync(environment, cancellationToken).ConfigureAwait(false);
        return new SlurmAgents(files, plan, count, words, environment,
            [.. Enumerable.Range(0, Math.Max(count, plan.Pattern.Nodes)).Select(i => i < names.Count ? names[i] : $"node {i}")]);
    }

    public Task RunAsync(string driver, CancellationToken cancellationToken) => AgentProcess.RunAsync(Srun(driver), "srun", cancellationToken);

    /// <summary>The whole command: no shell stands between.</summary>
    internal IReadOnlyList<string> Srun(string driver)
    {
        var nodes = _plan.Nodes.Count > 0 ? string.Join(',', _plan.Nodes) : StepNodes(_environment);
        return
        [
            "srun", "--overlap", "--no-kill", "--kill-on-bad-exit=0", "--wait=0", "--quiet", $"--nodes={_count}", $"--ntasks={_count}", "--ntasks-per-node=1",
            // The tools are to have all CPUs of the job on their node, not one for each task.
            "--cpu-bind=none",
            .. _environment("SLURM_CPUS_PER_TASK") is { Length: > 0 } cpus ? [$"--cpus-per-task={cpus}"] : Array.Empty<string>(),
            .. string.IsNullOrEmpty(nodes) ? Array.Empty<string>() : [$"--nodelist={nodes}"],
            "--export=ALL",
            .. _words, Environment.ProcessPath!, "agent",
            "--driver", driver, "--secret-file", _files.Secret, "--plan", _files.Plan, "--children", _files.Children,
            "--wait", FormattableString.Invariant($"{_plan.StartTimeoutSeconds:0.###}s"),
        ];
    }

    // The step that we are in has one task, and so, to Slurm, one node; whoever started it says which others are its own.
    private static string? StepNodes(Func<string, string?> environment) => environment("BENCH_STEP_NODES") ?? environment("SLURM_STEP_NODELIST");

    // For nodes that never come; without their names they have numbers.
    private static async Task<IReadOnlyList<string>> HostnamesAsync(Func<string, string?> environment, CancellationToken cancellationToken)
    {
        var list = StepNodes(environment) ?? environment("SLURM_JOB_NODELIST");
        if (string.IsNullOrEmpty(list))
        {
            return [];
        }

        PairChild? child = null;
        try
        {
            child = PairChild.Start(["scontrol", "show", "hostnames", list], "this node");
            var output = await child.Ended.WaitAsync(AskTime, cancellationToken).ConfigureAwait(false);
            return output.Status == 0 ? output.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
        }
        catch (Exception e) when (e is PairException or TimeoutException)
        {
            return [];
        }
        finally
        {
            await (child?.EndAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        }
    }
}
