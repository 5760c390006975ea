using Bench.Diagnostics;

namespace Bench.Recipes.Validation;

/// <summary>The times of the health check fit each other.</summary>
internal sealed class HealthValidator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        foreach (var service in context.Services)
        {
            var (path, health) = ($"{service.Path}.health", service.Spec.Health);
            if (health.Cap < health.Timeout && !context.IsBroken($"{path}.timeout"))
            {
                context.Error(Codes.HealthTimes, $"{path}.cap", "'cap' is shorter than 'timeout', which it should end.", "Make it longer, or leave it out for five times the timeout.");
            }

            if (health.Every > health.Timeout && !context.IsBroken($"{path}.timeout") && !context.IsBroken($"{path}.every"))
            {
                context.Error(Codes.HealthTimes, $"{path}.every", "The time between two probes is longer than 'timeout'.", "Probe more often.");
            }
        }
    }
}
