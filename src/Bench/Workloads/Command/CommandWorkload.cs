using Bench.Diagnostics;
using Bench.Metrics;
using Bench.Plans;
using Bench.Recipes;

namespace Bench.Workloads.Command;

/// <summary>Any program: started with SERVICE_*, its metrics are read from its output by JSON path, CSV column or regular expression.</summary>
public sealed class CommandWorkload : IWorkload
{
    public string Kind => "command";

    public string? ProgressFile => null;

    public IReadOnlyList<Text> Run(PlannedWorkload workload) => Spec(workload).Command.Words;

    public TimeSpan TimeLimit(PlannedWorkload workload) => Spec(workload).Timeout;

    public TimeSpan? Expected(PlannedWorkload workload) => null;

    /// <summary>Each metric is read from the output of every client, and the values are combined as the metric says (<see cref="AcrossKind"/>).</summary>
    public WorkloadResult Process(PlannedWorkload workload, ResultFiles files)
    {
        var values = new List<MeasuredValue>();
        var problems = new List<Diagnostic>();
        foreach (var (name, metric) in Spec(workload).Metrics)
        {
            var found = new List<double>();
            foreach (var part in files.Parts(workload.Spec.Instances))
            {
                try
                {
                    found.Add(OutputMetric.Read(metric, Read(metric, part)));
                }
                catch (OutputException problem)
                {
                    problems.Add(new Diagnostic(
                        Codes.MetricNotFound, new SourcePlace(Path(metric, part)),
                        $"Metric '{workload.Name}/{name}' was not found: {problem.Message}",
                        "Compare the file with the metric's json, csv or regex."));
                }
            }

            // What some of the clients gave is not what all together did.
            if (found.Count == workload.Spec.Instances)
            {
                var definition = new MetricDefinition(name, metric.Unit, metric.Better, OutputMetric.Definition, OutputMetric.Description);
                values.Add(new MeasuredValue(definition, found.Combine(metric.Across)));
            }
        }

        return new WorkloadResult { Values = values, Problems = problems };
    }

    private static CommandWorkloadSpec Spec(PlannedWorkload workload) => (CommandWorkloadSpec)workload.Spec;

    private static string Read(OutputMetricSpec metric, ResultFiles files)
    {
        var path = Path(metric, files);
        return File.Exists(path) ? File.ReadAllText(path) : throw new OutputException("there is no such file.");
    }

    // The name comes from the recipe: it stays inside the result's folder.
    private static string Path(OutputMetricSpec metric, ResultFiles files) =>
        metric.File is null ? files.Output : System.IO.Path.Combine(files.Directory, System.IO.Path.GetFileName(metric.File));
}
