namespace Bench.Transport;

/// <summary>A program with its arguments: data, never read by a shell unquoted.</summary>
/// <param name="Words">Program first.</param>
/// <param name="Environment">Added to the environment of the machine.</param>
/// <param name="WorkingDirectory">Null: the transport's own.</param>
public sealed record CommandLine(
    IReadOnlyList<string> Words,
    IReadOnlyDictionary<string, string>? Environment = null,
    string? WorkingDirectory = null,
    TimeSpan? Timeout = null);
