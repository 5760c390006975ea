using Bench.Diagnostics;

namespace Bench.Recipes.Validation;

/// <summary>Names of the recipe, its services, workloads, metrics, variables and partitions: nothing that a script could take for more than a name.</summary>
internal sealed class NameValidator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        var spec = context.Spec;
        Name(context, "name", "recipe", spec.Name);
        if (spec.Service is { } service)
        {
            Service(context, "service", service);
        }

        foreach (var (key, value) in spec.Services)
        {
            Name(context, $"services.{key}", "service", key);
            Service(context, $"services.{key}", value);
        }

        foreach (var (key, value) in spec.Workloads)
        {
            Name(context, $"workloads.{key}", "workload", key);
            Variables(context, $"workloads.{key}.env", value.Env.Keys);
            Partition(context, $"workloads.{key}.resources.partition", value.Resources.Partition);
        }
    }

    private static void Service(RecipeContext context, string path, ServiceSpec service)
    {
        if (service.Name is { } name)
        {
            Name(context, $"{path}.name", "service", name);
        }

        if (service.Scheme.Length is 0 or > 20 || !service.Scheme.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '+' or '-'))
        {
            context.Error(Codes.BadName, $"{path}.scheme", $"{Shown.Quoted(service.Scheme)} is no scheme of a URL.", "Write one such as http, https or tcp.");
        }

        Variables(context, $"{path}.env", service.Env.Keys);
        Partition(context, $"{path}.resources.partition", service.Resources.Partition);
    }

    private static void Name(RecipeContext context, string path, string what, string name)
    {
        if (!NameRules.IsName(name) && !context.IsBroken(path))
        {
            context.Error(Codes.BadName, path, $"{Shown.Quoted(name)} is no name for a {what}.", NameRules.NameMend);
        }
    }

    private static void Variables(RecipeContext context, string path, IEnumerable<string> names)
    {
        foreach (var name in names.Where(n => !RuntimeNames.IsVariable(n)))
        {
            context.Error(Codes.BadName, $"{path}.{name}", $"{Shown.Quoted(name)} is no name of an environment variable.",
                "Use letters, digits and '_', with no digit first.");
        }
    }

    private static void Partition(RecipeContext context, string path, string? partition)
    {
        // Slurm takes several, with commas between them.
        if (partition is not null && !partition.Split(',').All(NameRules.IsName))
        {
            context.Error(Codes.BadName, path, $"{Shown.Quoted(partition)} is no name of a partition.", NameRules.NameMend);
        }
    }
}
