namespace Bench.Jobs.Slurm;

/// <summary>The states and flags of Slurm 20 to 25; a flag such as COMPLETING is shown in place of the state.</summary>
internal static class SlurmStates
{
    private static readonly HashSet<string> Pending =
    [
        "PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_FED", "REQUEUE_HOLD", "RESV_DEL_HOLD", "SPECIAL_EXIT", "POWER_UP_NODE", "EXPEDITING",
    ];

    private static readonly HashSet<string> Running =
        ["RUNNING", "COMPLETING", "SUSPENDED", "STOPPED", "SIGNALING", "STAGE_OUT", "RESIZING", "UPDATE_DB"];

    private static readonly HashSet<string> Ended =
    [
        "COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL", "PREEMPTED", "BOOT_FAIL", "DEADLINE", "OUT_OF_MEMORY", "REVOKED",
        "LAUNCH_FAILED", "RECONFIG_FAIL",
    ];

    /// <summary>The word alone: <c>CANCELLED by 1000</c> and <c>CANCELLED+</c> are CANCELLED.</summary>
    public static string Word(string state) => state.Split(' ', 2)[0].TrimEnd('+', '*');

    public static SlurmStateKind Kind(string state) => Word(state) switch
    {
        var s when Pending.Contains(s) => SlurmStateKind.Pending,
        var s when Running.Contains(s) => SlurmStateKind.Running,
        var s when Ended.Contains(s) => SlurmStateKind.Ended,
        _ => SlurmStateKind.Unknown,
    };
}
