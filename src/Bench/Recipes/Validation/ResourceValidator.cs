using Bench.Diagnostics;

namespace Bench.Recipes.Validation;

/// <summary>What a job asks Slurm for: names and expressions that cannot be taken for further options.</summary>
internal sealed class ResourceValidator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        foreach (var service in context.Services)
        {
            Resources(context, $"{service.Path}.resources", service.Spec.Resources);
        }

        foreach (var (name, workload) in context.Spec.Workloads)
        {
            Resources(context, $"workloads.{name}.resources", workload.Resources);
        }
    }

    private static void Resources(RecipeContext context, string path, ResourceSpec spec)
    {
        (string Key, string? Value)[] names = [("account", spec.Account), ("qos", spec.Qos), ("reservation", spec.Reservation)];
        foreach (var (key, value) in names.Where(n => n.Value is { } v && !v.Split(',').All(NameRules.IsName)))
        {
            context.Error(Codes.BadName, $"{path}.{key}", $"{Shown.Quoted(value!)} is no name for '{key}'.", NameRules.NameMend);
        }

        (string Key, string? Value, string Signs, string Example)[] expressions =
            [("gres", spec.Gres, ":_-.,=/+()", "gpu:a100:2"), ("constraint", spec.Constraint, ":_-.,=&|*()[]!+", "cpu or 'x86&amd'")];
        foreach (var (key, value, _, example) in expressions.Where(e => e.Value is { } v && !IsExpression(v, e.Signs)))
        {
            context.Error(Codes.BadValue, $"{path}.{key}", $"{Shown.Quoted(value!)} is nothing that Slurm takes for '{key}'.", $"Write it without spaces, such as {example}.");
        }

        for (var i = 0; i < spec.Directives.Count; i++)
        {
            if (DirectiveRules.Fault(spec.Directives[i]) is var (code, what, mend))
            {
                context.Error(code, $"{path}.directives.{i}", what, mend);
            }
        }
    }

    private static bool IsExpression(string text, string signs) =>
        text.Length is > 0 and <= 500 && text[0] != '-' && text.All(c => char.IsAsciiLetterOrDigit(c) || signs.Contains(c));
}
