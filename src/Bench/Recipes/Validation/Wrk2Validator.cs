using Bench.Diagnostics;

namespace Bench.Recipes.Validation;

/// <summary>wrk2 sends HTTP, and takes whole numbers.</summary>
internal sealed class Wrk2Validator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        foreach (var (name, workload) in context.Spec.Workloads)
        {
            if (workload is Wrk2WorkloadSpec wrk2)
            {
                Workload(context, $"workloads.{name}", name, wrk2);
            }
        }
    }

    private static void Workload(RecipeContext context, string path, string name, Wrk2WorkloadSpec wrk2)
    {
        if (context.DrivenBy(wrk2) is { } service && service.Spec.Scheme is not ("http" or "https"))
        {
            context.Error(Codes.WorkloadMismatch, path, $"Workload {Shown.Quoted(name)} sends HTTP, but the scheme of service {Shown.Quoted(service.Name)} is {Shown.Quoted(service.Spec.Scheme)}.",
                "Use a workload of another kind, or 'scheme: http'.");
        }

        void Whole(string key, double? value)
        {
            if (value is { } number && number != Math.Floor(number) && !context.IsBroken($"{path}.{key}"))
            {
                context.Error(Codes.BadValue, $"{path}.{key}", $"wrk2 takes whole numbers, and '{key}' of workload {Shown.Quoted(name)} is none.", "Round it, or use kind http.");
            }
        }

        Whole("rate", wrk2.Rate?.PerSecond);
        Whole("duration", wrk2.Duration.TotalSeconds);
        Whole("timeout", wrk2.Timeout.TotalSeconds);
        if (wrk2.Threads > wrk2.Connections && !context.IsBroken($"{path}.connections"))
        {
            context.Error(Codes.OutOfRange, context.IsWritten($"{path}.threads") ? $"{path}.threads" : path,
                $"Workload {Shown.Quoted(name)} has {wrk2.Threads} threads for {wrk2.Connections} connections.", "Give each thread a connection at least.");
        }

        // Its rate per thread is an integer there: below one it is none, and the law does not matter.
        if (wrk2 is { Rate: { } rate, Distribution: not null } && rate.PerSecond < wrk2.Threads)
        {
            context.Error(Codes.OutOfRange, $"{path}.rate", $"DeathStarBench's wrk2 sends as fast as it can where the rate is below the number of threads, {wrk2.Threads}.", "Use fewer threads, or kind http.");
        }

        if (wrk2.Args.Count > 0 && wrk2.Script is null && !context.IsBroken($"{path}.script"))
        {
            context.Error(Codes.KeysConflict, $"{path}.args", $"Workload {Shown.Quoted(name)} has 'args', but no 'script'.", "Add 'script:', or remove 'args'.");
        }

        HttpRequestsValidator.File(context, $"{path}.script", wrk2.Script);
    }
}
