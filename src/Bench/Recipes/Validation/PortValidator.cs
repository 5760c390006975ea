using Bench.Diagnostics;

namespace Bench.Recipes.Validation;

/// <summary>A port where anybody needs one, and no fixed port for two services.</summary>
internal sealed class PortValidator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        var uses = Uses(context);
        foreach (var service in context.Services)
        {
            if (service.Spec.Port is null && !context.IsBroken($"{service.Path}.port") && NeedsPort(service, uses) is { } why)
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

    private static string? NeedsPort(ServiceEntry service, Dictionary<string, string> uses) => service.Spec switch
    {
        // Without a command it is a server that we know, which gets a free one.
        HttpServiceSpec { Command: null } or RedisServiceSpec { Command: null } => null,
        HttpServiceSpec => "services of kind http listen on one",
        RedisServiceSpec => "services of kind redis listen on one",
        { Health.Probe: TcpProbeSpec or HttpProbeSpec or RedisProbeSpec } => "its probe asks one",
        _ => uses.GetValueOrDefault(service.Path),
    };

    // Why a port is needed, by the path of the service.
    private static Dictionary<string, string> Uses(RecipeContext context)
    {
        var uses = new Dictionary<string, string>(StringComparer.Ordinal);
        var referring = context.Texts
            .Where(t => t.Text.Parts.Any(p => p is { IsReference: true, Value: "service.port" or "service.url" }))
            .Select(t => t.Path)
            .ToList();
        foreach (var (name, workload) in context.Spec.Workloads)
        {
            if (context.DrivenBy(workload) is { } service && (workload is HttpWorkloadSpec or RedisBenchmarkWorkloadSpec || IsBelow($"workloads.{name}.", referring)))
            {
                uses.TryAdd(service.Path, $"workload {Shown.Quoted(name)} uses it");
            }
        }

        foreach (var service in context.Services.Where(s => IsBelow(s.Path + ".", referring)))
        {
            uses.TryAdd(service.Path, "its own text uses it");
        }

        return uses;
    }

    private static bool IsBelow(string path, List<string> paths) => paths.Exists(p => p.StartsWith(path, StringComparison.Ordinal));
}
