namespace Bench.Transport;

/// <summary>
/// Commands and files on the machine that talks to the scheduler: this one (<c>LocalTransport</c>) or a login node over SSH.
/// Commands are lists of arguments; quoting is the transport's.
/// </summary>
public interface ITransport : IAsyncDisposable
{
    Task<CommandResult> RunAsync(CommandLine command, CancellationToken cancellationToken);

    /// <summary>Bytes of a file from an offset; empty at its end; null where there is no such file.</summary>
    Task<byte[]?> ReadAsync(string path, long offset, int maxBytes, CancellationToken cancellationToken);

    /// <summary>Writes a file so that readers see the old or the new content, never a part (temporary name, rename). Makes its folder.</summary>
    Task WriteAsync(string path, ReadOnlyMemory<byte> content, bool executable, CancellationToken cancellationToken);

    /// <summary>Length in bytes, or null where there is no such file.</summary>
    Task<long?> LengthAsync(string path, CancellationToken cancellationToken);

    /// <summary>Brings a file to this machine. False where there is none.</summary>
    Task<bool> FetchAsync(string path, string localPath, CancellationToken cancellationToken);

    /// <summary>Makes a folder and those above it.</summary>
    Task MakeDirectoryAsync(string path, CancellationToken cancellationToken);
}
