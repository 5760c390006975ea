using Bench.Diagnostics;
using Bench.Lifecycle.Runs;

namespace Bench.Lifecycle.Steps;

/// <summary>Failures of steps, as users see them.</summary>
internal static class Problems
{
    public static BenchException OfWorkloads(RunContext run, IReadOnlyList<Outcome> failed) => new(
        ExitStatus.WorkloadFailed,
        [.. failed.Select(o => new Diagnostic(
            Codes.WorkloadFailed, null,
            $"Workload '{o.Workload}' of {o.Point}, {o.Repeat}: {o.Problem}",
            $"See './build.sh Logs --run {run.Folder.Id} --job {o.Point}-{o.Workload}-{o.Repeat}'."))]);

    public static BenchException ServiceEnded(string service, string how, IReadOnlyList<string> tail) => new(
        ExitStatus.WorkloadFailed,
        new Diagnostic(
            Codes.ServiceEndedDuringLoad, null,
            $"Service '{service}' ended while a workload ran: {how.TrimEnd('.')}.{(tail.Count == 0 ? "" : $" Last lines of its log:\n    {string.Join("\n    ", tail)}\n ")}",
            "Mend the service, then go on with './build.sh RunBenchmark --run last'."));
}
