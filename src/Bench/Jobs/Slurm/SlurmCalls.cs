using System.Collections.Concurrent;
using System.Globalization;
using Bench.Diagnostics;
using Bench.Transport;

namespace Bench.Jobs.Slurm;

/// <summary>
/// Runs small scripts on the login node and counts what they ask of the scheduler: a line <c>@call PROGRAM</c> of their output is one call.
/// A line that broke is an answer without an exit code, never an exception.
/// </summary>
internal sealed class SlurmCalls(ITransport transport)
{
    // The environment of a login shell may hold defaults for every program of Slurm; none of them is meant for us.
    private const string Prelude = """
        exec 3>&1
        for name in "${!SBATCH_@}" "${!SQUEUE_@}" "${!SACCT_@}" "${!SCONTROL_@}" "${!SLURM_@}"; do
          [[ $name == SLURM_CONF* ]] || unset "$name"
        done
        export SLURM_TIME_FORMAT=%s LC_ALL=C
        call() { printf '@call %s\n' "$2" >&3; timeout "$@"; }

        """;

    private const string CallMark = "@call ";

    private readonly ConcurrentDictionary<string, int> _counts = new();

    public ITransport Transport { get; } = transport;

    /// <summary>Why the last call did not reach the cluster; null where it did. It says more than that nobody answered.</summary>
    public BenchException? Unreachable { get; private set; }

    /// <summary>By program: squeue, sacct, sbatch, scancel, scontrol, sstat, sinfo.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <param name="script">Bash; its arguments are data.</param>
    /// <exception cref="BenchException">The transport is not set up (status Usage).</exception>
    public async Task<CommandResult> RunAsync(
        string script, IEnumerable<string> arguments, TimeSpan timeout, CancellationToken cancellationToken, string? input = null)
    {
        CommandResult result;
        try
        {
            result = await Transport.RunAsync(
                new CommandLine(["bash", "-c", Prelude + script, "bench", .. arguments], Timeout: timeout, Input: input), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException and not BenchException { Status: ExitStatus.Usage })
        {
            Unreachable = e as BenchException;
            return new CommandResult(null, "", e is BenchException { Diagnostics: [var first, ..] } ? first.What : e.Message);
        }

        Unreachable = null;

        var lines = result.Output.Split('\n');
        foreach (var line in lines.Where(l => l.StartsWith(CallMark, StringComparison.Ordinal)))
        {
            _counts.AddOrUpdate(line[CallMark.Length..].Trim(), 1, (_, n) => n + 1);
        }

        return result with { Output = string.Join('\n', lines.Where(l => !l.StartsWith(CallMark, StringComparison.Ordinal))) };
    }

    /// <summary>Seconds as scripts take them.</summary>
    public static string Seconds(TimeSpan time) => Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
