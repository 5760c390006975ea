namespace Bench.Transport;

/// <summary>A program with its arguments: data, never read by a shell unquoted.</summary>
/// <param name="Words">Program first.</param>
/// <param name="Environment">Added to the environment of the machine.</param>
/// <param name="WorkingDirectory">Null: the transport's own.</param>
/// <param name="Input">What the program reads from standard input, as UTF-8; null: nothing.</param>
public sealed record CommandLine(
    IReadOnlyList<string> Words,
    IReadOnlyDictionary<string, string>? Environment = null,
    string? WorkingDirectory = null,
    TimeSpan? Timeout = null,
    string? Input = null);
