using Bench.Diagnostics;
using Bench.Transport;

namespace Bench.Jobs.Slurm;

/// <summary>What sbatch said, as an error with its mend.</summary>
internal static class SlurmRefusals
{
    private static readonly string[] Passing =
    [
        "socket timed out", "unable to contact slurm controller", "temporarily unable", "connection refused", "zero bytes were transmitted",
        "communication connection failure", "communications connection failure", "standby mode", "resource temporarily unavailable", "timed out",
        "transport endpoint is not connected", "slurm_receive_msg", "holds the lock", "did not arrive whole", "unable to establish controller", "connection reset",
    ];

    private static readonly (string Words, string Code)[] Causes =
    [
        ("invalid partition", Codes.PartitionInvalid),
        ("partition name", Codes.PartitionInvalid),
        ("not permitted to use this partition", Codes.PartitionInvalid),
        ("invalid account", Codes.AccountInvalid),
        ("invalid qos", Codes.QosInvalid),
        ("violates accounting/qos policy", Codes.SlurmLimit),
        ("time limit", Codes.TimeTooLong),
        ("limit", Codes.SlurmLimit),
        ("unrecognized option", Codes.SlurmOption),
        ("invalid option", Codes.SlurmOption),
        ("invalid directive", Codes.SlurmOption),
        ("requires an argument", Codes.SlurmOption),
        ("node configuration", Codes.ResourcesNotThere),
        ("can not be satisfied", Codes.ResourcesNotThere),
        ("invalid node name", Codes.ResourcesNotThere),
        ("node count", Codes.ResourcesNotThere),
        ("invalid feature", Codes.ResourcesNotThere),
        ("generic resource", Codes.ResourcesNotThere),
        ("reservation", Codes.ResourcesNotThere),
        ("processors requested", Codes.ResourcesNotThere),
        ("memory", Codes.ResourcesNotThere),
        ("no space left", Codes.FolderNotUsable),
        ("quota", Codes.FolderNotUsable),
        ("permission denied", Codes.FolderNotUsable),
        ("unable to open file", Codes.FolderNotUsable),
    ];

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>True where the same may go well a little later: the line broke, or slurmctld does not answer.</summary>
    public static bool IsPassing(CommandResult result) =>
        result.ExitCode is null or 75 or 74 || (result.ExitCode == 1 && Passing.Any(p => result.Error.Contains(p, StringComparison.OrdinalIgnoreCase)));

    public static async Task<BenchException> ExplainAsync(SlurmCalls calls, JobSite site, JobSpec job, CommandResult result, CancellationToken cancellationToken)
    {
        var said = Said(result);
        var code = CodeOf(result);
        var place = site.Ssh is null ? "here" : $"on {calls.Transport.Name}";
        var what = code switch
        {
            Codes.SlurmMissing => $"There is no sbatch {place}.",
            Codes.SlurmSilent => $"Nobody answers for Slurm {place}: {said} Whether '{job.Name}' was submitted is not known; the next invocation looks for it by its name.",
            Codes.FolderNotUsable => $"The folder of '{JobNames.Short(job.Name)}' cannot be used {place}: {said}",
            _ => $"Slurm refused '{JobNames.Short(job.Name)}': {said}",
        };
        return new BenchException(ExitStatus.Scheduler, new Diagnostic(code, null, what, await MendAsync(calls, code, cancellationToken).ConfigureAwait(false)));
    }

    /// <summary>What sbatch said against a script that it was only asked about, and what to do.</summary>
    public static async Task<(string Said, string Mend)> ExplainAsync(SlurmCalls calls, CommandResult result, CancellationToken cancellationToken) =>
        (Said(result), await MendAsync(calls, CodeOf(result), cancellationToken).ConfigureAwait(false));

    private static string CodeOf(CommandResult result) =>
        IsPassing(result) ? Codes.SlurmSilent
        : result.ExitCode == 127 ? Codes.SlurmMissing
        : result.ExitCode is 73 ? Codes.FolderNotUsable
        : Causes.FirstOrDefault(c => result.Error.Contains(c.Words, StringComparison.OrdinalIgnoreCase)).Code ?? Codes.SubmitFailed;

    private static async Task<string> MendAsync(SlurmCalls calls, string code, CancellationToken cancellationToken) => code switch
    {
        Codes.SlurmMissing => "Give the alias of a login node as 'ssh' in the cluster file, or load Slurm's module in its login shell.",
        Codes.PartitionInvalid => $"Take a partition that you may use: {await AskAsync(calls, "call 10 sinfo -h -o %R", cancellationToken).ConfigureAwait(false)}.",
        Codes.AccountInvalid => $"Take an account of yours: {await AskAsync(calls, "call 10 sacctmgr -nP show assoc user=\"$(id -un)\" format=account", cancellationToken).ConfigureAwait(false)}.",
        Codes.QosInvalid => $"Take a QOS of yours: {await AskAsync(calls, "call 10 sacctmgr -nP show assoc user=\"$(id -un)\" format=qos | tr , '\\n'", cancellationToken).ConfigureAwait(false)}.",
        Codes.TimeTooLong => $"Ask for less time; partitions and their limits: {await AskAsync(calls, "call 10 sinfo -h -o '%R %l'", cancellationToken).ConfigureAwait(false)}.",
        Codes.ResourcesNotThere => "Ask for what there is; nodes, CPUs, MiB, features and generic resources by partition: "
            + $"{await AskAsync(calls, "call 10 sinfo -h -o '%R: %D x (%c, %m, %f, %G)'", cancellationToken).ConfigureAwait(false)}.",
        Codes.SlurmLimit => "Wait until jobs of yours have ended, or ask for less; 'sacctmgr show assoc' and 'sacctmgr show qos' show the limits.",
        Codes.SlurmOption => "Mend the 'directives' of the recipe or the cluster file.",
        Codes.FolderNotUsable => "Check the workdir of the cluster file, its rights, and the space and quota left there.",
        Codes.SlurmSilent => "Look with 'scontrol ping' whether the controller is up, and do the same command again.",
        _ => "Mend what sbatch says.",
    };

    private static async Task<string> AskAsync(SlurmCalls calls, string script, CancellationToken cancellationToken)
    {
        var result = await calls.RunAsync(script, [], Timeout, cancellationToken).ConfigureAwait(false);
        var names = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Take(20).ToList();
        return names.Count == 0 ? "the centre's pages tell which" : string.Join(", ", names);
    }

    // sbatch repeats itself: its own words, each once, without the program's name.
    private static string Said(CommandResult result)
    {
        var lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l => !l.StartsWith("Try \"sbatch --help", StringComparison.Ordinal))
            .Select(l => l.Replace("sbatch: error: ", "", StringComparison.Ordinal).Replace("sbatch: ", "", StringComparison.Ordinal).TrimEnd('.'))
            .Distinct()
            .ToList();
        return lines.Count == 0 ? "the line broke." : string.Join("; ", lines) + ".";
    }
}
