namespace Bench.Diagnostics;

/// <summary>What the process hands to its caller (DESIGN, section 2).</summary>
public enum ExitStatus
{
    Done = 0,
    Fault = 1,
    Usage = 2,
    Scheduler = 3,
    NeverHealthy = 4,
    WorkloadFailed = 5,
    NotValid = 6,
    GateFailed = 7,
    Interrupted = 130,
    Terminated = 143,
}
