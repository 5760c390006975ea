using Bench.Diagnostics;

namespace Bench.Recipes.Validation;

/// <summary>A port where anybody needs one, and no fixed port for two services.</summary>
internal sealed class PortValidator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        foreach (var service in context.Services)
        {
            if (service.Spec.Port is null && !context.IsBroken($"{service.Path}.port") && NeedsPort(context, service) is { } why)
            {
                context.Error(Codes.ServiceWithoutPort, service.Path, $"service {Shown.Quoted(service.Name)} has no port, but {why}.",
                    "Add 'port: auto' for a free one, or the number that it listens on, such as 'port: 5432'.");
            }
        }

        foreach (var group in context.Services.Where(s => s.Spec.Port?.Number is not null).GroupBy(s => s.Spec.Port!.Number))
        {
            foreach (var second in group.Skip(1))
            {
                context.Error(Codes.PortTwice, $"{second.Path}.port", $"Services {Shown.Quoted(group.First().Name)} and {Shown.Quoted(second.Name)} have the same port {group.Key}.",
                    "Give one of them another port, or 'auto'.");
            }
        }
    }

    private static string? NeedsPort(RecipeContext context, ServiceEntry service)
    {
        if (service.Spec is HttpServiceSpec)
        {
            return "services of kind http listen on one";
        }

        if (service.Spec.Health.Probe is TcpProbeSpec or HttpProbeSpec)
        {
            return "its probe asks one";
        }

        foreach (var (name, workload) in context.Spec.Workloads)
        {
            if (RecipeServices.DrivenBy(context.Spec, workload) is { } driven && driven.Path == service.Path
                && (workload is HttpWorkloadSpec || Refers(context, $"workloads.{name}.")))
            {
                return $"workload {Shown.Quoted(name)} uses it";
            }
        }

        return Refers(context, service.Path + ".") ? "its own text uses it" : null;
    }

    private static bool Refers(RecipeContext context, string below) =>
        context.Texts.Any(t => t.Path.StartsWith(below, StringComparison.Ordinal)
            && t.Text.Parts.Any(p => p is { IsReference: true, Value: "service.port" or "service.url" }));
}
