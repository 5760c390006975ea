using Bench.Metrics;
using Bench.Recipes;

namespace Bench.Workloads.Command;

/// <summary>Reads a metric that a recipe declares out of a program's output.</summary>
internal static class OutputMetric
{
    public const string Definition = "command.output/1";

    public const string Description = "Read from the program's output.";

    /// <exception cref="OutputException">It is not there.</exception>
    public static double Read(OutputMetricSpec metric, string output) => Finite(Find(metric, output).Reduce(metric.Reduce) * metric.Scale);

    // With room for the sum of a thousand clients.
    private static double Finite(double value) =>
        Math.Abs(value) < double.MaxValue / 1000 ? value : throw new OutputException("scaled, it is too large for a number.");

    private static IReadOnlyList<double> Find(OutputMetricSpec metric, string output) => metric switch
    {
        { Json: { } path } => JsonOutput.Find(output, path),
        { Csv: { } column } => CsvOutput.Find(output, column),
        { Regex: { } pattern } => RegexOutput.Find(output, pattern),
        _ => throw new OutputException("it says neither json, csv nor regex."),
    };
}
