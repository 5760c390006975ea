namespace Bench.Lifecycle.Runs;

/// <summary>What a run was asked to be: <c>run.json</c>, written when it is made.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="RecipePath">The recipe's file, absolute.</param>
/// <param name="Cluster">The <c>--cluster</c> option, if given.</param>
/// <param name="Set">The <c>--set</c> options, in order, as <c>path=value</c>.</param>
/// <param name="CommandLine">How to get the same again.</param>
public sealed record RunInfo(
    string Id, string Recipe, string RecipePath, string? Cluster, IReadOnlyList<string> Set, DateTimeOffset Created, string CommandLine);
