using Bench.Diagnostics;

namespace Bench.Recipes.Validation;

/// <summary>redis-benchmark drives a Redis, with tests to do and work for its threads.</summary>
internal sealed class RedisValidator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        foreach (var service in context.Services)
        {
            if (service.Spec is RedisServiceSpec { Command: not null, Args.Count: > 0 })
            {
                context.Error(Codes.KeysConflict, $"{service.Path}.args", $"Service {Shown.Quoted(service.Name)} has both 'command' and 'args'.",
                    "Write the arguments in 'command'; 'args' are for the redis-server that is started without one.");
            }
        }

        foreach (var (name, workload) in context.Spec.Workloads)
        {
            if (workload is RedisBenchmarkWorkloadSpec redis)
            {
                Workload(context, $"workloads.{name}", name, redis);
            }
        }
    }

    private static void Workload(RecipeContext context, string path, string name, RedisBenchmarkWorkloadSpec redis)
    {
        if (context.DrivenBy(redis) is { Spec: HttpServiceSpec } service)
        {
            context.Error(Codes.WorkloadMismatch, path, $"Workload {Shown.Quoted(name)} speaks to a Redis, but service {Shown.Quoted(service.Name)} is of kind http.",
                "Use a service of kind redis, or a workload of another kind.");
        }

        if (redis.Tests.Count == 0 && !context.IsBroken($"{path}.tests") && !context.IsBroken($"{path}.tests.0"))
        {
            context.Error(Codes.BadValue, $"{path}.tests", $"Workload {Shown.Quoted(name)} has no tests.", "Write some, such as [set, get].");
        }

        if (redis.Threads > redis.Clients && !context.IsBroken($"{path}.clients"))
        {
            context.Error(Codes.OutOfRange, context.IsWritten($"{path}.threads") ? $"{path}.threads" : path,
                $"Workload {Shown.Quoted(name)} has {redis.Threads} threads for {redis.Clients} connections.", "Give each thread a connection at least.");
        }

        // redis-benchmark's own bounds of -d.
        if (redis.DataSize.Bytes is < 1 or > 1 << 30)
        {
            context.Error(Codes.OutOfRange, $"{path}.data-size", $"'{path}.data-size' is out of range.", "Give it a value from 1B to 1G.");
        }
    }
}
