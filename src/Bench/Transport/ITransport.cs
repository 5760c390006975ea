namespace Bench.Transport;

/// <summary>
/// Commands and files on the machine that talks to the scheduler: this one (<c>LocalTransport</c>) or a login node over SSH.
/// Commands are lists of arguments; quoting is the transport's.
/// </summary>
public interface ITransport : IAsyncDisposable
{
    /// <summary>The machine, for messages: <c>this machine</c>, or <c>login (bench@10.0.0.1)</c>.</summary>
    string Name { get; }

    /// <summary>True where paths are this machine's own: nothing has to be brought over.</summary>
    bool IsLocal { get; }

    /// <summary>
    /// Runs a program. 127 where there is none of that name; a null exit code after a timeout, or where the line broke while it ran: then nobody
    /// knows whether it did its work, and the caller must find out before it asks again.
    /// </summary>
    Task<CommandResult> RunAsync(CommandLine command, CancellationToken cancellationToken);

    /// <summary>Bytes of a file from an offset (negative: so many before its end); empty at its end; null where there is no such file.</summary>
    Task<byte[]?> ReadAsync(string path, long offset, int maxBytes, CancellationToken cancellationToken);

    /// <summary>Writes a file so that readers see the old or the new content, never a part (temporary name, rename). Makes its folder.</summary>
    Task WriteAsync(string path, ReadOnlyMemory<byte> content, bool executable, CancellationToken cancellationToken);

    /// <summary>Length in bytes, or null where there is no such file.</summary>
    Task<long?> LengthAsync(string path, CancellationToken cancellationToken);

    /// <summary>Brings a file to this machine. False where there is none.</summary>
    Task<bool> FetchAsync(string path, string localPath, CancellationToken cancellationToken);

    /// <summary>Brings several files of a folder, each whole; those that are not there (any more) are left out. Over a line in one go.</summary>
    /// <param name="names">Paths below the folder; the caller has seen to it that none leads out of it.</param>
    async Task FetchAsync(string folder, IReadOnlyList<string> names, string localFolder, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            await FetchAsync(Path.Combine(folder, name), Path.Combine(localFolder, name), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes a folder and those above it.</summary>
    Task MakeDirectoryAsync(string path, CancellationToken cancellationToken);

    /// <summary>Puts a file of this machine there, atomically; nothing is sent where a file of that content is there already.</summary>
    Task PutAsync(string localPath, string path, bool executable, CancellationToken cancellationToken);

    /// <summary>All files below a folder, with paths relative to it; empty where there is no such folder.</summary>
    Task<IReadOnlyList<FileEntry>> ListAsync(string folder, CancellationToken cancellationToken);

    /// <summary>Removes a file, or a folder with all below it; nothing happens where there is none.</summary>
    Task RemoveAsync(string path, CancellationToken cancellationToken);
}
