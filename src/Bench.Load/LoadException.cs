namespace Bench.Load;

/// <summary>A load that cannot be run; the message says why, for the user.</summary>
internal sealed class LoadException(string message, Exception? inner = null) : Exception(message, inner);
