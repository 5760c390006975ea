using Bench.Plans;

namespace Bench.Lifecycle.Steps;

/// <summary>One run of one workload: a job.</summary>
/// <param name="Repeat"><c>r1</c>, <c>r2</c>, …; <c>w1</c>, … for warm-up runs, whose results are thrown away.</param>
internal sealed record PlannedMeasurement(PlannedPoint Point, string Repeat, PlannedWorkload Workload)
{
    /// <summary>The job's short name and the source of its series: <c>p1-load-r1</c>.</summary>
    public string Name => $"{ScriptModels.Name(Point, Workload)}-{Repeat}";

    /// <summary>The short names of its clients' jobs: its own where there is one, else with <c>-c1</c>, <c>-c2</c>, … behind.</summary>
    public IReadOnlyList<string> Clients =>
        Workload.Spec.Instances == 1 ? [Name] : [.. Enumerable.Range(1, Workload.Spec.Instances).Select(c => $"{Name}-c{c}")];

    public bool Counts => Repeat[0] == 'r';

    /// <summary>From 1.</summary>
    public int Number => int.Parse(Repeat.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
}
