using System.Diagnostics;
using System.Globalization;
using System.Net;
using Bench.Load.CommandLine;
using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;

namespace Bench.Load.Pairs;

/// <summary><c>bench-load pattern</c>: the agents, the driver, and what they leave.</summary>
internal static class PatternProgram
{
    /// <summary>How long agents have to end by themselves when all is over.</summary>
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(5);

    /// <summary>The same after a signal: whoever sent it is waiting.</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(1.5);

    /// <summary>What a batch costs besides its pairs, s: servers start and end, two messages go to and fro. Measured on one machine and on a few nodes.</summary>
    private const double BatchSeconds = 0.1;

    /// <param name="environment">Looks up variables.</param>
    internal static int Run(IReadOnlyList<string> arguments, Func<string, string?> environment, TextWriter output)
    {
        var command = PatternCommand.Parse(arguments);
        var (plan, tool) = AgentProgram.ReadPlan(command.Plan);
        var begun = Stopwatch.GetTimestamp();
        var cost = Cost(plan, tool);
        if (command.DryRun)
        {
            Tell(plan, cost, Stopwatch.GetElapsedTime(begun), output);
            return 0;
        }

        using var stop = new StopSignal();
        try
        {
            RunAsync(command, plan, tool, cost, environment, output, stop.Token).GetAwaiter().GetResult();
            return 0;
        }
        catch (OperationCanceledException) when (stop.Status != 0)
        {
            return stop.Status;
        }
    }

    private static PatternCost Cost(PairPlan plan, IPairTool tool)
    {
        try
        {
            return PatternSimulation.Run(
                plan.Pattern, Math.Max(1, plan.Nics.Count), new PairModel { PairSeconds = tool.Expected(plan).TotalSeconds, BatchSeconds = BatchSeconds, GapSeconds = plan.GapSeconds });
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static void Tell(PairPlan plan, PatternCost cost, TimeSpan took, TextWriter output)
    {
        using var process = Process.GetCurrentProcess();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"nodes          {plan.Pattern.Nodes}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rounds         {cost.Rounds}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"batches        {cost.Batches}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pairs          {cost.Pairs}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"expected time  {cost.Seconds:0.0} s"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"planned in     {took.TotalMilliseconds:0} ms"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory    {process.PeakWorkingSet64 / 1048576.0:0.0} MiB"));
    }

    private static async Task RunAsync(
        PatternCommand command, PairPlan plan, IPairTool tool, PatternCost cost, Func<string, string?> environment, TextWriter output, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var path = Path.GetFullPath(command.Plan);
        var files = new PatternFiles(path, environment("BENCH_JOB_DIR") is { Length: > 0 } folder ? Path.GetFullPath(folder) : Path.GetDirectoryName(path)!, Path.GetFullPath(command.Out));
        var slurm = !command.Local && !string.IsNullOrEmpty(environment("SLURM_JOB_ID"));
        var count = command.Agents ?? plan.Pattern.Nodes;
        IAgentLauncher launcher = slurm
            ? await SlurmAgents.CreateAsync(files, plan, count, command.Words, environment, cancellationToken).ConfigureAwait(false)
            : new LocalAgents(files, plan, count, command.Words, time);
        var addresses = slurm
            ? await NodeAddresses.ReachableAsync([environment("HOSTNAME"), environment("SLURMD_NODENAME"), Environment.MachineName], cancellationToken).ConfigureAwait(false)
            : [];
        using var records = new PatternRecords(files, cost.Seconds);
        var driver = new PatternDriver(plan, tool, launcher.Names, count, records, time) { OwnAddress = addresses.Count > 0 ? addresses[0].ToString() : null };
        var secret = PairSecret.Create(files.Secret);
        try
        {
            await using var door = new AgentDoor(!slurm, secret, driver.Knows, driver.HearAsync);
            var points = (addresses.Count > 0 ? addresses : [IPAddress.Loopback]).Select(a => new IPEndPoint(a, door.Port).ToString());
            using var watched = new CancellationTokenSource();
            using var ended = new CancellationTokenSource();
            var watching = driver.WatchAsync(watched.Token);
            var running = launcher.RunAsync(string.Join(',', points), ended.Token);
            try
            {
                await ComeAsync(driver, plan, running, cancellationToken).ConfigureAwait(false);
                await File.WriteAllTextAsync(files.Nodes, driver.Nodes.ToJson(), cancellationToken).ConfigureAwait(false);
                await driver.PlayAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                driver.Finish();
                await LeaveAsync(running, ended, cancellationToken.IsCancellationRequested ? StopTime : EndTime).ConfigureAwait(false);
                await watched.CancelAsync().ConfigureAwait(false);
                await watching.ConfigureAwait(false);
            }
        }
        finally
        {
            File.Delete(files.Secret);
        }

        var (completed, errors) = records.Counts;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{completed} pairs were measured, {errors} were not, on {driver.Came} of {plan.Pattern.Nodes} nodes."));
    }

    // It goes on without those that do not come in time, or cannot come any more because what started them has ended.
    private static async Task ComeAsync(PatternDriver driver, PairPlan plan, Task running, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(plan.StartTimeoutSeconds));
        await Task.WhenAny(driver.AllCame, running, Task.Delay(Timeout.Infinite, limit.Token)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (driver.Came == 0)
        {
            if (running.IsFaulted)
            {
                await running.ConfigureAwait(false);
            }

            throw new LoadException($"No agent came{(running.IsCompleted ? ": what started them has ended" : FormattableString.Invariant($" within {plan.StartTimeoutSeconds:0.#} s"))}.");
        }
    }

    private static async Task LeaveAsync(Task running, CancellationTokenSource ended, TimeSpan limit)
    {
        try
        {
            await running.WaitAsync(limit).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or LoadException)
        {
            await ended.CancelAsync().ConfigureAwait(false);
            try
            {
                await running.ConfigureAwait(false);
            }
            catch (Exception second) when (second is OperationCanceledException or LoadException)
            {
                // They were ended, or had never begun; who did not come was told.
            }
        }
    }
}
