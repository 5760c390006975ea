using System.Globalization;
using Bench.Diagnostics;
using Bench.Transport;

namespace Bench.Lifecycle.Steps;

/// <summary>What is true of the cluster as a whole while a run is on it, for the report.</summary>
internal static class SiteFacts
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The cluster, its scheduler's version, and the login node's clock against this machine's. Nothing fails for it.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(RunContext run, CancellationToken cancellationToken)
    {
        if (run.Site.IsLocal)
        {
            return new Dictionary<string, string>();
        }

        var transport = run.Backend.Transport;
        var facts = new Dictionary<string, string> { ["cluster"] = $"{run.Plan.Cluster}, {run.Plan.Scheduler}, through {transport.Name}" };
        try
        {
            var version = await transport.RunAsync(new CommandLine(["sbatch", "--version"], Timeout: Patience), cancellationToken).ConfigureAwait(false);
            if (version.Succeeded)
            {
                facts["scheduler"] = version.Output.Trim();
            }

            if (await ClockAsync(transport, run.Clock, cancellationToken).ConfigureAwait(false) is var (offset, uncertainty))
            {
                facts["clock of the cluster"] = string.Create(CultureInfo.InvariantCulture, $"{offset:+0.0;-0.0;0} ms from this machine's (± {uncertainty:0.0} ms)");
            }
        }
        catch (BenchException)
        {
            // The line is broken: those who need it say so.
        }

        return facts;
    }

    /// <summary>
    /// The other clock minus ours, and how far that may be wrong, in ms: the answer was given somewhere between question and answer (as in NTP).
    /// </summary>
    public static async Task<(double Offset, double Uncertainty)?> ClockAsync(ITransport transport, TimeProvider clock, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow();
        var answer = await transport.RunAsync(new CommandLine(["date", "+%s%N"], Timeout: Patience), cancellationToken).ConfigureAwait(false);
        var after = clock.GetUtcNow();
        if (!answer.Succeeded || !double.TryParse(answer.Output.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds))
        {
            return null;
        }

        var half = (after - before).TotalMilliseconds / 2;
        return ((nanoseconds / 1e6) - (before - DateTimeOffset.UnixEpoch).TotalMilliseconds - half, half);
    }
}
