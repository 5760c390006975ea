using System.Text.Json;
using Bench.Jobs;
using Bench.Lifecycle.Runs;
using Bench.Plans;

namespace Bench.Lifecycle.Steps;

/// <summary>What of a plan is measured and what is still to do, from the outcomes in the run's folder.</summary>
internal static class Progress
{
    /// <summary>The runs of a plan's workloads, in the order in which they are made: repeats are interleaved over the points of a deployment.</summary>
    public static IEnumerable<PlannedMeasurement> Measurements(RunPlan plan, PlannedDeployment deployment)
    {
        var rounds = Enumerable.Range(1, plan.Warmups).Select(n => $"w{n}").Concat(Enumerable.Range(1, plan.Repeats).Select(n => $"r{n}"));
        return from round in rounds
               from point in deployment.Points
               from workload in point.Workloads
               select new PlannedMeasurement(point, round, workload);
    }

    public static PlannedDeployment? NextDeployment(RunContext run) =>
        run.Plan.Deployments.FirstOrDefault(d => Measurements(run.Plan, d).Any(m => !IsMeasured(run, m)));

    public static bool IsMeasured(RunContext run, PlannedMeasurement measurement) => ReadOutcome(run, measurement) is { Phase: JobPhase.Completed };

    /// <summary>Whether all others of the plan are measured. Looked at from the plan's end, where what is still to do stands.</summary>
    public static bool IsLast(RunContext run, PlannedMeasurement measurement) =>
        run.Plan.Deployments.SelectMany(d => Measurements(run.Plan, d)).Reverse().All(m => m == measurement || IsMeasured(run, m));

    public static string OutcomePath(RunContext run, PlannedMeasurement measurement) => Path.Combine(Folder(run, measurement), "outcome.json");

    public static string Folder(RunContext run, PlannedMeasurement measurement) =>
        run.Folder.Result(measurement.Point.Id, measurement.Repeat, measurement.Workload.Name);

    /// <summary>The folder that one of its clients writes to: the measurement's own where there is one client, else <c>c1</c>, <c>c2</c>, … in it.</summary>
    public static string Folder(RunContext run, PlannedMeasurement measurement, int client) =>
        measurement.Workload.Spec.Instances == 1 ? Folder(run, measurement) : Path.Combine(Folder(run, measurement), $"c{client}");

    public static Outcome? ReadOutcome(RunContext run, PlannedMeasurement measurement)
    {
        var path = OutcomePath(run, measurement);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), LifecycleJson.Default.Outcome) : null;
        }
        catch (JsonException)
        {
            // An outcome that cannot be read was never completed.
            return null;
        }
    }
}
