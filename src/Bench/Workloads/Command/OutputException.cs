namespace Bench.Workloads.Command;

/// <summary>A number was not found in a program's output; the message says why, as the end of a sentence.</summary>
internal sealed class OutputException(string message) : Exception(message);
