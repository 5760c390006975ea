using Bench.Diagnostics;
using Bench.Lifecycle.Steps;
using Bench.Workloads;

namespace Bench.Lifecycle.Commands;

/// <summary>Reads a recipe and says everything that is wrong with it, or what it would do.</summary>
internal static class ValidateCommand
{
    public static ExitStatus Run(CommandContext context)
    {
        var source = RecipeSource.Of(context.Options, context.Choice.NeededRecipe());
        var document = source.Read();
        var plan = RecipeSource.Plan(document);
        var points = plan.Points.Count();
        var rounds = plan.Repeats + plan.Warmups;
        var expected = plan.Points.SelectMany(p => p.Workloads).Select(w => WorkloadCatalog.For(w).Expected(w)).ToList();
        var time = expected.Contains(null) ? "" : $", about {Duration(rounds * expected.Sum(t => t!.Value.TotalSeconds))} of load";
        context.Print($"{document.Path} is right: {points} point{Plural(points)} × {plan.Repeats} repeat{Plural(plan.Repeats)}, "
            + $"{plan.Deployments.Count} deployment{Plural(plan.Deployments.Count)} on {plan.Cluster}{time}.");
        foreach (var line in PatternText.Of(plan.Points))
        {
            context.Print(line);
        }

        return ExitStatus.Done;
    }

    private static string Plural(int n) => n == 1 ? "" : "s";

    private static string Duration(double seconds) => seconds < 120 ? $"{seconds:0} s" : seconds < 7200 ? $"{seconds / 60:0} min" : $"{seconds / 3600:0.0} h";
}
