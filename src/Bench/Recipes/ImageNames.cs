namespace Bench.Recipes;

/// <summary>What the text at <c>image:</c> is: a URI that a container runtime pulls, or a path.</summary>
public static class ImageNames
{
    /// <summary>What stands before the absolute path of a file of this machine: without it an absolute path is one of the cluster.</summary>
    public const string Here = "file://";

    /// <summary>Schemes of images that are pulled.</summary>
    public static IReadOnlyList<string> Schemes { get; } = ["docker", "oras", "library", "shub", "https", "http"];

    /// <summary>True for <c>docker://redis:8</c> and the like, whether or not the scheme is known.</summary>
    public static bool IsUri(string image) => image.Contains("://", StringComparison.Ordinal) && PathHere(image) is null;

    /// <summary>The path of <c>file:///…</c>, a file of this machine; null for anything else.</summary>
    public static string? PathHere(string image) => image.StartsWith(Here + "/", StringComparison.Ordinal) ? image[Here.Length..] : null;

    /// <summary>A relative path as <c>file://</c> with the recipe's folder before it; absolute paths and URIs as they are.</summary>
    /// <param name="recipePath">The recipe's file; a relative one counts from the current folder.</param>
    public static string Absolute(string image, string recipePath) =>
        image.Length == 0 || IsUri(image) || PathHere(image) is not null || Path.IsPathRooted(image) ? image : Here + Path.GetFullPath(image, Path.GetDirectoryName(Path.GetFullPath(recipePath))!);

    /// <summary>A relative path of a file of this machine with the recipe's folder before it.</summary>
    private static string? AbsoluteFile(string? file, string recipePath) =>
        file is null or "" || Path.IsPathRooted(file) ? file : Path.GetFullPath(file, Path.GetDirectoryName(Path.GetFullPath(recipePath))!);

    private static WorkloadSpec AbsoluteFiles(WorkloadSpec workload, string recipePath) => workload switch
    {
        HttpWorkloadSpec http => http with
        {
            Script = AbsoluteFile(http.Script, recipePath),
            Data = AbsoluteFile(http.Data, recipePath),
            ArrivalsFile = AbsoluteFile(http.ArrivalsFile, recipePath),
        },
        Wrk2WorkloadSpec wrk2 => wrk2 with { Script = AbsoluteFile(wrk2.Script, recipePath) },
        _ => workload,
    };

    private static bool HasFile(WorkloadSpec workload) =>
        workload is HttpWorkloadSpec { Script: not null } or HttpWorkloadSpec { Data: not null } or HttpWorkloadSpec { ArrivalsFile: not null } or Wrk2WorkloadSpec { Script: not null };

    /// <summary>The recipe with absolute images, scripts, data and arrivals.</summary>
    internal static RecipeSpec Absolute(RecipeSpec recipe, string recipePath)
    {
        bool IsRelative(string? image) => image is not null && Absolute(image, recipePath) != image;
        var services = recipe.Services.Values.Append(recipe.Service).OfType<ServiceSpec>();
        return !services.Any(s => IsRelative(s.Image)) && !recipe.Workloads.Values.Any(w => IsRelative(w.Image) || HasFile(w)) ? recipe : recipe with
        {
            Service = recipe.Service is { Image: { } image } service ? service with { Image = Absolute(image, recipePath) } : recipe.Service,
            Services = Each(recipe.Services, s => s.Image is { } name ? s with { Image = Absolute(name, recipePath) } : s),
            Workloads = Each(recipe.Workloads, w => AbsoluteFiles(w.Image is { } name ? w with { Image = Absolute(name, recipePath) } : w, recipePath)),
        };
    }

    private static OrderedDictionary<string, T> Each<T>(IReadOnlyDictionary<string, T> all, Func<T, T> change) =>
        new(all.Select(e => KeyValuePair.Create(e.Key, change(e.Value))));
}
