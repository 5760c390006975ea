using Bench.Diagnostics;
using Bench.Measurement.Pairs;
using Bench.Plans;
using Bench.Recipes;
using Bench.Workloads.Command;

namespace Bench.Workloads.Pairs;

/// <summary>What <c>bench-load pattern</c> left behind, as a result: the same for all tools.</summary>
public static class PairOutput
{
    /// <summary>Problems are part of the result, not exceptions.</summary>
    /// <param name="plan">The plan that the workload was started with.</param>
    public static WorkloadResult Process(PlannedWorkload workload, PairPlan plan, ResultFiles files)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(plan);
        var fromOutput = plan.Command is not null && workload.Spec is CommandWorkloadSpec command ? command.Metrics : new Dictionary<string, OutputMetricSpec>();
        IReadOnlyList<PairMetric> metrics = fromOutput.Count > 0
            ? [.. fromOutput.Select(m => new PairMetric(m.Key, m.Value.Unit, m.Value.Better == Direction.Higher, OutputMetric.Definition, OutputMetric.Description))]
            : PairTools.Find(plan.Tool)?.Metrics(plan) ?? [];
        if (metrics.Count == 0)
        {
            return WorkloadResult.Failed(new Diagnostic(
                Codes.ResultMissing, null, $"Workload '{workload.Name}' measured with '{plan.Tool}', which has no metrics here.", "Measure it with this version of Bench."));
        }

        var read = PairReader.Read(workload.Name, plan, files, metrics, fromOutput);
        if (read.Results is not { } results)
        {
            return new WorkloadResult { Problems = read.Problems };
        }

        return new WorkloadResult
        {
            Values = PairMetrics.Values(results),
            Series = read.Series,
            Pairs = results,
            Interrupted = results.Rows.Count(r => r.Problem != PairProblem.Stopped) < results.Planned,
            Problems = read.Problems,
        };
    }
}
