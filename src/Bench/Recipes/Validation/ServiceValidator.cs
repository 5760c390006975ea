using Bench.Diagnostics;

namespace Bench.Recipes.Validation;

/// <summary>One service, or several by name; no key that another one makes meaningless.</summary>
internal sealed class ServiceValidator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        var (one, several) = (context.IsWritten("service"), context.KeysAt("services").Count > 0);
        if (one && several)
        {
            context.Error(Codes.ServiceOrServices, "services", "The recipe has both 'service' and 'services'.", "Move the one below 'services', under a name.");
        }
        else if (!one && !several && !context.IsBroken("services"))
        {
            // A command may measure the machine itself; a load needs something to drive.
            foreach (var (name, _) in context.Spec.Workloads.Where(w => w.Value is HttpWorkloadSpec or RedisBenchmarkWorkloadSpec || w.Value.Service is not null))
            {
                context.Error(Codes.ServiceOrServices, $"workloads.{name}", $"Workload {Shown.Quoted(name)} drives a service, and the recipe has none.",
                    "Add 'service:' with 'kind: http' or 'kind: command'.");
            }
        }

        foreach (var twice in context.Services.GroupBy(s => s.Name).Where(g => g.Count() > 1).SelectMany(g => g.Skip(1)))
        {
            context.Error(Codes.BadName, twice.Path, $"Two services have the name {Shown.Quoted(twice.Name)}.", "Give each its own 'name'.");
        }

        foreach (var service in context.Services)
        {
            if (service.Spec is HttpServiceSpec { Command: not null, Args.Count: > 0 })
            {
                context.Error(Codes.KeysConflict, $"{service.Path}.args", $"Service {Shown.Quoted(service.Name)} has both 'command' and 'args'.",
                    "Write the arguments in 'command'; 'args' are for bench-hello.");
            }
        }
    }
}
