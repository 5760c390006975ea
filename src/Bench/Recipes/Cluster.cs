namespace Bench.Recipes;

/// <summary>A cluster that was found.</summary>
/// <param name="Name"><c>local</c>, or the name of the file without <c>.yaml</c>.</param>
/// <param name="File">The file that it was read from; null for the built-in <c>local</c>.</param>
/// <param name="Spec">What the file says.</param>
public sealed record Cluster(string Name, string? File, ClusterSpec Spec)
{
    /// <summary>This machine, without containers.</summary>
    public static Cluster Local { get; } = new("local", null, new() { Scheduler = SchedulerKind.Local });
}
