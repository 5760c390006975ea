using Bench.Diagnostics;

namespace Bench.Recipes.Validation;

/// <summary>What a job asks Slurm for: names and expressions that cannot be taken for further options.</summary>
internal sealed class ResourceValidator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        Shared(context);
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

        Hosts(context, path, spec);
        for (var i = 0; i < spec.Directives.Count; i++)
        {
            if (DirectiveRules.Fault(spec.Directives[i]) is var (code, what, mend))
            {
                context.Error(code, $"{path}.directives.{i}", what, mend);
            }
        }
    }

    private static void Hosts(RecipeContext context, string path, ResourceSpec spec)
    {
        for (var i = 0; i < spec.Hosts.Count; i++)
        {
            var host = spec.Hosts[i];
            if (!NameRules.IsName(host))
            {
                context.Error(Codes.BadName, $"{path}.hosts.{i}", $"{Shown.Quoted(host)} is no name of a node.", "Write the nodes one by one, as sinfo -N shows them.");
            }
            else if (spec.Hosts.Take(i).Contains(host))
            {
                context.Error(Codes.BadName, $"{path}.hosts.{i}", $"The node {Shown.Quoted(host)} stands there twice.", "Name each node once.");
            }
        }

        if (spec.Hosts.Count > 0 && spec.Nodes != spec.Hosts.Count && !context.IsBrokenWithin($"{path}.hosts"))
        {
            context.Error(Codes.KeysConflict, $"{path}.nodes", $"'nodes' is {spec.Nodes}, and 'hosts' names {spec.Hosts.Count}.", "Leave 'nodes' out: it is the number of hosts.");
        }
    }

    // Steps of one allocation are laid over its nodes in order, services first: a name of a node would say nothing there, unless it is everybody's.
    private static void Shared(RecipeContext context)
    {
        var named = context.Spec.Workloads.Where(w => w.Value.Resources.Hosts.Count > 0).Select(w => $"workloads.{w.Key}")
            .Concat(context.Services.Where(s => s.Spec.Resources.Hosts.Count > 0).Select(s => s.Path)).ToList();
        if (context.Spec.Placement != PlacementKind.Shared || named.Count == 0)
        {
            return;
        }

        var first = context.Spec.Workloads.Values.FirstOrDefault()?.Resources.Hosts ?? [];
        if (context.Services.Count > 0 || context.Spec.Workloads.Values.Any(w => !w.Resources.Hosts.SequenceEqual(first) || w.Instances > 1))
        {
            context.Error(Codes.KeysConflict, $"{named[0]}.resources.hosts", "With 'placement: shared' nodes can only be named where there is no service and all workloads name the same ones.",
                "Use 'placement: separate', or remove 'hosts'.");
        }
    }

    private static bool IsExpression(string text, string signs) =>
        text.Length is > 0 and <= 500 && text[0] != '-' && text.All(c => char.IsAsciiLetterOrDigit(c) || signs.Contains(c));
}
