using Bench.Diagnostics;
using Bench.Measurement.Pairs;
using Bench.Plans;

namespace Bench.Workloads.Pairs;

/// <summary>What a pattern's records mean.</summary>
internal static class PairOutput
{
    public static WorkloadResult Process(PlannedWorkload workload, PairPlan plan, ResultFiles files) =>
        WorkloadResult.Failed(new Diagnostic(
            Codes.ResultMissing, new SourcePlace(Path.Combine(files.Directory, PairRecord.FileName)),
            $"Workload '{workload.Name}' with the tool '{plan.Tool}' left no result that can be read.", "Look at its log (./build.sh Logs) and run the point again."));
}
