using Bench.Diagnostics;
using Bench.Measurement.Machine;
using Bench.Recipes.Syntax;

namespace Bench.Recipes.Validation;

/// <summary>What bench-load sends is HTTP, and its threads have work.</summary>
internal sealed class HttpWorkloadValidator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        foreach (var (name, workload) in context.Spec.Workloads)
        {
            if (workload is HttpWorkloadSpec http)
            {
                Workload(context, $"workloads.{name}", name, http);
            }
        }
    }

    private static void Workload(RecipeContext context, string path, string name, HttpWorkloadSpec http)
    {
        if (context.DrivenBy(http) is { } service && service.Spec.Scheme is not ("http" or "https"))
        {
            context.Error(Codes.WorkloadMismatch, path, $"Workload {Shown.Quoted(name)} sends HTTP, but the scheme of service {Shown.Quoted(service.Name)} is {Shown.Quoted(service.Spec.Scheme)}.",
                "Use a workload of another kind, or 'scheme: http'.");
        }

        if (context.DrivenBy(http)?.Spec.Scheme is "https" && http.Engine is LoadEngineKind.Epoll or LoadEngineKind.IoUring)
        {
            context.Error(Codes.WorkloadMismatch, $"{path}.engine", $"Workload {Shown.Quoted(name)} drives an https service, and its engine {Shown.Quoted(KebabCase.Of(http.Engine.ToString()))} has no TLS.",
                "Remove 'engine', or write 'engine: sockets'.");
        }

        if (http.Insecure && context.DrivenBy(http) is { Spec.Scheme: not "https" } plain)
        {
            context.Error(Codes.KeysConflict, $"{path}.insecure", $"Workload {Shown.Quoted(name)} has 'insecure', but the scheme of service {Shown.Quoted(plain.Name)} is {Shown.Quoted(plain.Spec.Scheme)}.",
                "Only https has certificates: remove 'insecure', or write 'scheme: https' at the service.");
        }

        ArrivalRules.Check(context, path, name, http);
        if (http.Threads > http.Connections && !context.IsBroken($"{path}.connections"))
        {
            context.Error(Codes.OutOfRange, context.IsWritten($"{path}.threads") ? $"{path}.threads" : path,
                $"Workload {Shown.Quoted(name)} has {http.Threads} threads for {http.Connections} connections.", "Give each thread a connection at least.");
        }

        if (http.Cpus is { } written)
        {
            var cpus = CpuList.Parse(written);
            if (cpus is null)
            {
                context.Error(Codes.BadValue, $"{path}.cpus", $"{Shown.Quoted(written)} is no list of CPUs.", $"Write one such as 2-5,9, each once, up to {CpuList.Highest}.");
            }
            else if (cpus.Count < http.Threads && !context.IsBroken($"{path}.threads"))
            {
                context.Error(Codes.OutOfRange, $"{path}.cpus", $"Workload {Shown.Quoted(name)} has {cpus.Count} CPUs for {http.Threads} threads.", "Name one for each thread.");
            }
        }

        if (!NameRules.IsToken(http.Method))
        {
            context.Error(Codes.BadName, $"{path}.method", $"{Shown.Quoted(http.Method)} is no HTTP method.", "Write one such as GET or POST.");
        }

        // A line end would smuggle a second header, or a second request, into the first.
        if (http.Path.Parts.Any(p => p.Value.AsSpan().IndexOfAny(" \t\r\n") >= 0))
        {
            context.Error(Codes.BadValue, $"{path}.path", "The request's path has white space.", "Write spaces as %20.");
        }

        foreach (var (header, value) in http.Headers)
        {
            if (!NameRules.IsToken(header))
            {
                context.Error(Codes.BadName, $"{path}.headers.{header}", $"{Shown.Quoted(header)} is no name of a header.", "Use letters, digits and '-'.");
            }

            if (value.Parts.Any(p => p.Value.AsSpan().IndexOfAny('\r', '\n') >= 0))
            {
                context.Error(Codes.BadValue, $"{path}.headers.{header}", $"The header {Shown.Quoted(header)} has a line end.", "Write it on one line.");
            }
        }
    }
}
