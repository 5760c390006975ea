using System.Text.RegularExpressions;
using Bench.Diagnostics;

namespace Bench.Recipes.Validation;

/// <summary>Each metric of an output has one source, and a regular expression that works.</summary>
internal sealed class OutputMetricValidator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        foreach (var (name, workload) in context.Spec.Workloads)
        {
            if (workload is not CommandWorkloadSpec command)
            {
                continue;
            }

            var path = $"workloads.{name}.metrics";
            if (context.IsWritten(path) && context.KeysAt(path).Count == 0 && !context.IsBroken(path))
            {
                context.Error(Codes.MetricSource, path, $"Workload {Shown.Quoted(name)} has no metric, so it measures nothing.", "Add one, such as 'tps: {regex: \"tps = ([0-9.]+)\"}'.");
            }

            foreach (var (metric, spec) in command.Metrics)
            {
                Metric(context, $"{path}.{metric}", metric, spec);
            }
        }
    }

    private static void Metric(RecipeContext context, string path, string name, OutputMetricSpec spec)
    {
        if (!NameRules.IsMetric(name))
        {
            context.Error(Codes.BadName, path, $"{Shown.Quoted(name)} is no name for a metric.", NameRules.NameMend);
        }

        string?[] sources = [spec.Json, spec.Csv, spec.Regex];
        if (sources.Count(s => s is not null) != 1 && !context.IsBroken($"{path}.json") && !context.IsBroken($"{path}.csv") && !context.IsBroken($"{path}.regex"))
        {
            var what = sources.All(s => s is null) ? "does not say where its number stands" : "has several sources";
            context.Error(Codes.MetricSource, path, $"The metric {Shown.Quoted(name)} {what}.", "Give it exactly one of 'json', 'csv' and 'regex'.");
        }

        if (spec.Regex is { } regex && Fault(regex) is { } fault)
        {
            context.Error(Codes.BadRegex, $"{path}.regex", $"The regular expression of {Shown.Quoted(name)} {fault}.", "Mend it: its first group, in parentheses, is the number.");
        }

        if (spec.File is { } file && (file.Length == 0 || file.StartsWith('/') || file.Split('/').Contains("..") || file.Any(char.IsControl)))
        {
            context.Error(Codes.BadValue, $"{path}.file", $"{Shown.Quoted(file)} is no file in the job's folder.", "Write a relative path without '..'.");
        }
    }

    private static string? Fault(string pattern)
    {
        if (pattern.Length > OutputMetricSpec.MaxRegexLength)
        {
            return $"has more than {OutputMetricSpec.MaxRegexLength} characters";
        }

        try
        {
            return OutputMetricSpec.CreateRegex(pattern).GetGroupNumbers().Length < 2 ? "has no group" : null;
        }
        catch (RegexParseException e)
        {
            return $"does not compile: {Shown.Quoted(e.Error.ToString())} at character {e.Offset + 1}";
        }
    }
}
