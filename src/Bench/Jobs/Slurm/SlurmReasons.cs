using System.Globalization;
using Bench.Diagnostics;

namespace Bench.Jobs.Slurm;

/// <summary>Slurm's words as sentences; the word itself stays in parentheses, for it is what one searches for.</summary>
internal static class SlurmReasons
{
    /// <summary>The status of a script that cannot work in its folder.</summary>
    private const int FolderUnusable = 73;

    private static readonly Dictionary<string, string> Waiting = new()
    {
        ["Resources"] = "It waits for nodes to become free",
        ["Priority"] = "Jobs of higher priority are before it",
        ["Dependency"] = "It waits for another job",
        ["DependencyNeverSatisfied"] = "It will never start: a job that it depends on failed",
        ["BeginTime"] = "Its time to start has not come",
        ["JobHeldUser"] = "It is held by its user; 'scontrol release' lets it go",
        ["JobHeldAdmin"] = "It is held by an administrator",
        ["Reservation"] = "It waits for its reservation to begin",
        ["ReservationDeleted"] = "It will never start: its reservation was deleted",
        ["InvalidAccount"] = "Its account is not valid",
        ["InvalidQOS"] = "Its QOS is not valid",
        ["Licenses"] = "It waits for a licence",
        ["PartitionDown"] = "Its partition is down",
        ["PartitionInactive"] = "Its partition takes no jobs at present",
        ["PartitionNodeLimit"] = "It will not start: it asks for more nodes than its partition allows",
        ["PartitionTimeLimit"] = "It will not start: it asks for more time than its partition allows",
        ["PartitionConfig"] = "It will not start: its partition does not allow such a job",
        ["NodeDown"] = "A node that it needs is down",
        ["BadConstraints"] = "It will not start: no node has what it asks for",
        ["JobLaunchFailure"] = "Its launch failed, and it is held",
        ["launch failed requeued held"] = "Its launch failed, and it is held",
        ["RaisedSignal"] = "A signal ended it",
        ["FrontEndDown"] = "No front end node is up",
        ["Cleaning"] = "It is being cleaned up before it starts anew",
        ["JobArrayTaskLimit"] = "It waits for other tasks of its array",
        ["QOSMaxJobsPerUserLimit"] = "Its user has as many jobs as the QOS allows",
        ["QOSMaxSubmitJobPerUserLimit"] = "Its user has submitted as many jobs as the QOS allows",
        ["QOSMaxWallDurationPerJobLimit"] = "It will not start: it asks for more time than its QOS allows",
        ["AssocGrpCPUMinutesLimit"] = "The account's CPU time is used up",
        ["AssocGrpBillingMinutes"] = "The account's budget is used up",
        ["AssocMaxJobsLimit"] = "Its user has as many jobs as the account allows",
        ["AssocMaxWallDurationPerJobLimit"] = "It will not start: it asks for more time than its account allows",
    };

    // Those that no change of the cluster's load ends. PartitionNodeLimit is none of them: nodes that are down cause it, too.
    private static readonly Dictionary<string, string> Hopeless = new()
    {
        ["PartitionTimeLimit"] = Codes.TimeTooLong,
        ["QOSMaxWallDurationPerJobLimit"] = Codes.TimeTooLong,
        ["AssocMaxWallDurationPerJobLimit"] = Codes.TimeTooLong,
        ["DependencyNeverSatisfied"] = Codes.SlurmOption,
        ["ReservationDeleted"] = Codes.ResourcesNotThere,
    };

    /// <summary>What is to be mended, where a job that waits will wait for ever; else null.</summary>
    public static Diagnostic? ProblemOf(JobHandle job, SlurmRow row) => row.Kind == SlurmStateKind.Pending && Hopeless.TryGetValue(row.Reason, out var code)
        ? new Diagnostic(
            code,
            null,
            $"Slurm took '{JobNames.Short(job.Name)}' and will not run it. {OfWaiting(row)}",
            code == Codes.TimeTooLong ? "Ask for less by 'resources.time' (where it is left out, the time follows from the recipe's timeouts), or take another partition or QOS; 'sinfo' and 'sacctmgr show qos' have their limits."
                : "Mend 'directives' and 'reservation' of the recipe and the cluster file.")
        : null;

    /// <summary>Why a job waits.</summary>
    public static string OfWaiting(SlurmRow row)
    {
        var word = row.Reason;
        return row.Kind == SlurmStateKind.Pending && SlurmStates.Word(row.State) is not "PENDING" and var state ? state switch
        {
            "CONFIGURING" => "Its nodes are made ready (CONFIGURING).",
            "POWER_UP_NODE" => "Its nodes are switched on (POWER_UP_NODE).",
            "REQUEUE_HOLD" or "RESV_DEL_HOLD" or "SPECIAL_EXIT" => $"It was put back into the queue and is held ({state}).",
            _ => $"It was put back into the queue ({state}).",
        }
        : word.Length == 0 ? "It waits in the queue."
        : Waiting.TryGetValue(word, out var sentence) ? $"{sentence} ({word})."
        : word.StartsWith("ReqNodeNotAvail", StringComparison.Ordinal) ? $"Nodes that it needs are down, drained or reserved ({word})."
        : word.StartsWith("QOS", StringComparison.Ordinal) ? $"A limit of its QOS is reached ({word})."
        : word.StartsWith("Assoc", StringComparison.Ordinal) ? $"A limit of its account or user is reached ({word})."
        : $"It waits in the queue ({word}).";
    }

    /// <summary>How a job ended that Slurm says has ended.</summary>
    /// <param name="user">The numeric id of the user that Bench is on the cluster, or null.</param>
    public static JobStatus OfEnd(SlurmRow row, string? user)
    {
        var nodes = NodeList.Expand(row.Nodes);
        var word = SlurmStates.Word(row.State);
        JobStatus Ended(JobPhase phase, string sentence) => new(phase, row.Code is 0 && phase != JobPhase.Completed ? null : row.Code, $"{sentence} ({word}).", nodes);
        return word switch
        {
            "COMPLETED" => new JobStatus(JobPhase.Completed, 0, null, nodes),
            "TIMEOUT" => Ended(JobPhase.TimedOut, "Slurm ended it: its time was over"),
            "DEADLINE" => Ended(JobPhase.TimedOut, "Slurm ended it at its deadline"),
            "CANCELLED" => Ended(JobPhase.Cancelled, By(row.State, user)),
            "PREEMPTED" => Ended(JobPhase.Cancelled, "Slurm took its nodes for a job that goes first"),
            "REVOKED" => Ended(JobPhase.Cancelled, "It was withdrawn for a sibling in another cluster"),
            "NODE_FAIL" => Ended(JobPhase.Failed, $"A node failed under it{(row.Nodes.Length > 0 ? ": " + row.Nodes : "")}"),
            "BOOT_FAIL" => Ended(JobPhase.Failed, $"Its nodes did not come up{(row.Nodes.Length > 0 ? ": " + row.Nodes : "")}"),
            "OUT_OF_MEMORY" => Ended(JobPhase.Failed, "It used more memory than it had asked for"),
            "LAUNCH_FAILED" => Ended(JobPhase.Failed, "It could not be launched"),
            _ => new JobStatus(JobPhase.Failed, row.Code, Script(row), nodes) { Problem = row.Code == FolderUnusable ? NotShared(row) : null },
        };
    }

    /// <summary>True where Slurm's word says more than the job's own exit.json, which knows only that it was told to stop.</summary>
    public static bool Explains(SlurmRow row) => row.Kind == SlurmStateKind.Ended && SlurmStates.Word(row.State) is not "COMPLETED" and not "FAILED";

    private static Diagnostic NotShared(SlurmRow row) => new(
        Codes.FolderNotUsable,
        null,
        $"{(row.Nodes.Length > 0 ? row.Nodes : "A node")} could not write to its job's folder, which the login node had made: it does not see the workdir, or may not write there.",
        "Set 'workdir' in the cluster file to a folder that the login node and all compute nodes share.");

    private static string By(string state, string? user) =>
        state.IndexOf(" by ", StringComparison.Ordinal) is >= 0 and var at && state[(at + 4)..] is var uid
            ? uid == "0" ? "It was cancelled by an administrator"
            : uid == user ? "It was cancelled from your own account"
            : $"It was cancelled by the user {uid}"
            : "It was cancelled";

    // Only a script that left no exit.json is told of like this.
    private static string Script(SlurmRow row) => row.Code switch
    {
        FolderUnusable => "Its node could not write to its folder: all nodes must share the workdir (status 73).",
        75 => "It did nothing: a job of the same name had begun in its folder (status 75).",
        { } code => string.Create(CultureInfo.InvariantCulture, $"Its script ended with status {code} and could not say why; slurm.log in its folder may."),
        _ => $"Its script failed ({SlurmStates.Word(row.State)}); slurm.log in its folder may say why.",
    };
}
