using Bench.Measurement.Pairs;

namespace Bench.Load.Pairs;

/// <summary>Agents on this machine, each with a loopback address of its own: tasks of this process, or processes where words stand in front of them.</summary>
internal sealed class LocalAgents(PatternFiles files, PairPlan plan, int count, IReadOnlyList<string> words, TimeProvider time) : IAgentLauncher
{
    public IReadOnlyList<string> Names { get; } = [.. Enumerable.Range(0, Math.Max(count, plan.Pattern.Nodes)).Select(i => i < plan.Nodes.Count ? plan.Nodes[i] : Address(i))];

    public Task RunAsync(string driver, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => words.Count == 0 ? RunHereAsync(driver, i, cancellationToken) : RunProcessAsync(driver, i, cancellationToken)));

    /// <summary>127.0.1.1, 127.0.1.2, …: the whole of 127.0.0.0/8 is this machine.</summary>
    internal static string Address(int index) => $"127.{index / 62500}.{index / 250 % 250 + 1}.{index % 250 + 1}";

    private string[] Arguments(string driver, int index) =>
    [
        "--driver", driver, "--secret-file", files.Secret, "--plan", files.Plan, "--children", files.Children,
        "--index", $"{index}", "--name", Names[index], "--address", Address(index), "--wait", "30s",
    ];

    private async Task RunHereAsync(string driver, int index, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Run(() => AgentProgram.RunAsync(AgentCommand.Parse(Arguments(driver, index), _ => null), time, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (LoadException e)
        {
            await Console.Error.WriteLineAsync($"bench-load: {e.Message}").ConfigureAwait(false);
        }
    }

    private Task RunProcessAsync(string driver, int index, CancellationToken cancellationToken) =>
        AgentProcess.RunAsync([.. words, Environment.ProcessPath!, "agent", .. Arguments(driver, index)], $"agent of {Names[index]}", cancellationToken);
}
