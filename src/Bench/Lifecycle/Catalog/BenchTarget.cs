namespace Bench.Lifecycle.Catalog;

/// <summary>Something that <c>./build.sh</c> can be asked for.</summary>
/// <param name="Kind">Where it stands in the help.</param>
public sealed record BenchTarget(string Name, TargetKind Kind, string Description)
{
    /// <summary>Lines for <c>Help TARGET</c>.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>What it prints is its result: standard output carries nothing else, news of the steps go to standard error.</summary>
    public bool PrintsResult { get; init; }
}
