using Bench.Diagnostics;

namespace Bench.Recipes.Validation;

/// <summary>What an http workload sends is said once, is HTTP, and its files are there.</summary>
internal sealed class HttpRequestsValidator : IRecipeValidator
{
    private static readonly string[] Single = ["path", "method", "body", "script"];

    public void Check(RecipeContext context)
    {
        foreach (var (name, workload) in context.Spec.Workloads)
        {
            if (workload is HttpWorkloadSpec http)
            {
                Sources(context, $"workloads.{name}", name, http);
                for (var i = 0; i < http.Requests.Count; i++)
                {
                    Request(context, $"workloads.{name}.requests.{i}", http.Requests[i]);
                }
            }
        }
    }

    /// <summary>A file of this machine that is to go to the client.</summary>
    public static void File(RecipeContext context, string path, string? file)
    {
        if (file is not null && !context.IsBroken(path)
            && !System.IO.File.Exists(System.IO.Path.GetFullPath(file, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(context.Path))!)))
        {
            context.Error(Codes.FileNotFound, path, $"There is no file {Shown.Path(file)}.", "Mend the path; a relative one counts from the recipe's folder.");
        }
    }

    private static void Sources(RecipeContext context, string path, string name, HttpWorkloadSpec http)
    {
        var hasRequests = http.Requests.Count > 0;
        foreach (var key in Single.Where(k => hasRequests && context.IsWritten($"{path}.{k}")))
        {
            context.Error(Codes.KeysConflict, $"{path}.{key}", $"Workload {Shown.Quoted(name)} has both 'requests' and '{key}'.", "Remove one of the two.");
        }

        if (http.Data is not null && !hasRequests && !context.IsBroken($"{path}.requests"))
        {
            context.Error(Codes.KeysConflict, $"{path}.data", $"Workload {Shown.Quoted(name)} has 'data', but no 'requests' that use it.", "Add 'requests:', or remove 'data'.");
        }

        if (http.Args.Count > 0 && http.Script is null && !context.IsBroken($"{path}.script"))
        {
            context.Error(Codes.KeysConflict, $"{path}.args", $"Workload {Shown.Quoted(name)} has 'args', but no 'script'.", "Add 'script:', or remove 'args'.");
        }

        if (hasRequests && http.Requests.Sum(r => r.Weight) <= 0)
        {
            context.Error(Codes.OutOfRange, $"{path}.requests", $"All requests of workload {Shown.Quoted(name)} have the weight 0.", "Give one of them a weight above 0.");
        }

        File(context, $"{path}.script", http.Script);
        File(context, $"{path}.data", http.Data);
    }

    private static void Request(RecipeContext context, string path, HttpRequestSpec request)
    {
        if (!NameRules.IsToken(request.Method))
        {
            context.Error(Codes.BadName, $"{path}.method", $"{Shown.Quoted(request.Method)} is no HTTP method.", "Write one such as GET or POST.");
        }

        if (!context.IsBroken($"{path}.path") && (!request.Path.StartsWith('/') || request.Path.Any(c => c is <= ' ' or > '~')))
        {
            context.Error(Codes.BadValue, $"{path}.path", $"The path {Shown.Quoted(request.Path)} of a request must begin with / and be escaped as in a URL.", "Write for instance /users/{{row.id}}.");
        }

        foreach (var (header, value) in request.Headers)
        {
            if (!NameRules.IsToken(header) || value.Any(char.IsControl))
            {
                context.Error(Codes.BadValue, $"{path}.headers.{header}", $"{Shown.Quoted(header)} is no header of one line.", "Use letters, digits and '-' in its name, and write its value on one line.");
            }
        }
    }
}
