using System.Globalization;
using System.Text;
using Bench.Diagnostics;
using Bench.Jobs.Slurm;
using Bench.Measurement.Patterns;
using Bench.Recipes.Syntax;
using Bench.Recipes.Validation;

namespace Bench.Lifecycle.Steps;

/// <summary>The recipe that <c>RunWorkload</c> writes of its options: a workload of its kind, over the pattern, between the nodes.</summary>
internal static class WorkloadRecipe
{
    /// <summary>Its name in the run's folder.</summary>
    public const string FileName = "recipe.yaml";

    private static readonly string[] Kinds = ["iperf3", "ping", "qperf"];

    private static readonly string[] Patterns = [.. Enum.GetValues<PatternKind>().Where(k => k != PatternKind.Single).Select(k => KebabCase.Of(k.ToString()))];

    /// <summary>The recipe's text.</summary>
    /// <exception cref="BenchException">An option is missing, or has a value that it cannot have: all are told at once.</exception>
    public static string Of(BenchOptions options)
    {
        var problems = new List<Diagnostic>();
        var kind = Word("workload", options.Workload, Kinds, problems);
        var pattern = Word("pattern", options.Pattern, Patterns, problems);
        var nodes = Nodes(options.Nodes, problems);
        if (problems.Count > 0)
        {
            throw new BenchException(ExitStatus.Usage, problems);
        }

        var text = new StringBuilder();
        text.Append("# Made by RunWorkload. It is a recipe like any other: copy it, and add what you need.\n");
        text.Append(CultureInfo.InvariantCulture, $"name: {kind}-{pattern}\n");
        text.Append(CultureInfo.InvariantCulture, $"description: {kind} between nodes over the pattern {pattern}.\n");
        if (options.Cluster is { } cluster && NameRules.IsName(cluster))
        {
            text.Append(CultureInfo.InvariantCulture, $"cluster: \"{cluster}\"\n");
        }

        text.Append("workloads:\n");
        text.Append(CultureInfo.InvariantCulture, $"  {kind}:\n    kind: {kind}\n    pattern: {pattern}\n    resources: {nodes}\n");
        return text.ToString();
    }

    private static string Word(string option, string? value, string[] known, List<Diagnostic> problems)
    {
        if (string.IsNullOrEmpty(value))
        {
            problems.Add(new Diagnostic(Codes.WorkloadNotSaid, null, $"RunWorkload needs '--{option}'.", $"Add --{option} with {Shown.Choice(known)}."));
        }
        else if (!known.Contains(value))
        {
            problems.Add(new Diagnostic(
                Codes.BadParameterValue, null, $"--{option} cannot be {Shown.Quoted(value)}.",
                (Nearest.To(value, known) is { } near ? $"Did you mean '{near}'? " : "") + $"There is {Shown.Choice(known)}."));
        }

        return value ?? "";
    }

    // A number, or names, in Slurm's short form too.
    private static string Nodes(string? value, List<Diagnostic> problems)
    {
        if (string.IsNullOrEmpty(value))
        {
            problems.Add(new Diagnostic(Codes.WorkloadNotSaid, null, "RunWorkload needs '--nodes'.", "Add --nodes with their number, or their names: --nodes 4, --nodes node1,node3."));
            return "";
        }

        if (value.All(char.IsAsciiDigit))
        {
            return $"{{nodes: {value}}}";
        }

        var names = NodeList.Expand(value);
        if (names.FirstOrDefault(n => !NameRules.IsName(n)) is { } wrong)
        {
            problems.Add(new Diagnostic(
                Codes.BadParameterValue, null, $"--nodes cannot be {Shown.Quoted(value)}: {Shown.Quoted(wrong)} is no name of a node.",
                "Write a number, or names with commas between them, such as node1,node3 or node[1-4]."));
        }

        return $"{{hosts: [{string.Join(", ", names.Select(n => $"\"{n}\""))}]}}";
    }
}
