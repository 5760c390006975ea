namespace Bench.Transport.Ssh;

/// <summary>The line broke, or the server had no channel free, in a moment when the same can be asked again without harm.</summary>
internal sealed class SshInterruptedException(string message, Exception? inner = null) : Exception(message, inner);
