using Bench.Diagnostics;
using Bench.Jobs;
using Bench.Jobs.Local;

namespace Bench.Lifecycle;

/// <summary>The backends that this build has, by the <c>scheduler:</c> of cluster files.</summary>
internal static class Backends
{
    public static IJobBackend Create(string scheduler, TimeProvider clock) => scheduler switch
    {
        "local" => new LocalJobs(clock),
        _ => throw new BenchException(ExitStatus.Usage, new Diagnostic(
            Codes.SchedulerMissing, null,
            $"This version of Bench has no backend for the scheduler '{scheduler}'.",
            "Do use 'cluster: local' or '--cluster local'.")),
    };
}
