using System.ComponentModel;
using System.Diagnostics;
using Bench.Diagnostics;

namespace Bench.Transport;

/// <summary>Commands and files on this machine.</summary>
public sealed class LocalTransport(TimeProvider? time = null) : ITransport
{
    /// <summary>How long the output of a command that has ended is still awaited: a daemon that it left behind may hold the pipe for ever.</summary>
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    public string Name => "this machine";

    public bool IsLocal => true;

    /// <summary>127 where there is no such program, as a shell has it; null code after a timeout. Cancellation kills the whole tree.</summary>
    public async Task<CommandResult> RunAsync(CommandLine command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = new Process { StartInfo = StartInfo(command) };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new CommandResult(127, "", e.Message);
        }

        var output = new LocalOutput(process.StandardOutput.BaseStream);
        var error = new LocalOutput(process.StandardError.BaseStream);
        await FeedAsync(process, command.Input).ConfigureAwait(false);
        using var timeout = new CancellationTokenSource(command.Timeout ?? Timeout.InfiniteTimeSpan, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await process.WaitForExitAsync(both.Token).ConfigureAwait(false);
            await Task.WhenAny(Task.WhenAll(output.Completion, error.Completion), Task.Delay(OutputGrace, _time, both.Token)).ConfigureAwait(false);
            return new CommandResult(process.ExitCode, output.Text, error.Text);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return new CommandResult(null, output.Text, $"{error.Text}Timed out after {command.Timeout}.");
        }
    }

    public async Task<byte[]?> ReadAsync(string path, long offset, int maxBytes, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            // Shared in every way: the file may grow, be renamed over or be deleted while it is read.
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, useAsync: true);
            offset = offset < 0 ? Math.Max(0, file.Length + offset) : offset;
            file.Seek(offset, SeekOrigin.Begin);
            var buffer = new byte[Math.Max(0, Math.Min(maxBytes, file.Length - offset))];
            var count = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return buffer[..count];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed("read", path, e);
        }
    }

    public async Task WriteAsync(string path, ReadOnlyMemory<byte> content, bool executable, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 4096, useAsync: true))
            {
                await file.WriteAsync(content, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            if (executable && !OperatingSystem.IsWindows())
            {
                // Who may read it may run it.
                var mode = File.GetUnixFileMode(temporary);
                File.SetUnixFileMode(temporary, mode | (UnixFileMode)(((int)mode & 0b100_100_100) >> 2));
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed("write", path, e);
        }
        finally
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }

    public Task<long?> LengthAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        return Task.FromResult<long?>(file.Exists ? file.Length : null);
    }

    public async Task<bool> FetchAsync(string path, string localPath, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        if (Path.GetFullPath(path) != Path.GetFullPath(localPath))
        {
            await WriteAsync(localPath, await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false), executable: false, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    public Task MakeDirectoryAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(path);
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed("make", path, e);
        }
    }

    public async Task PutAsync(string localPath, string path, bool executable, CancellationToken cancellationToken)
    {
        if (Path.GetFullPath(path) == Path.GetFullPath(localPath))
        {
            return;
        }

        var content = await File.ReadAllBytesAsync(localPath, cancellationToken).ConfigureAwait(false);
        var there = File.Exists(path) && new FileInfo(path).Length == content.Length ? await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false) : null;
        if (there is null || !content.AsSpan().SequenceEqual(there))
        {
            await WriteAsync(path, content, executable, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task<IReadOnlyList<FileEntry>> ListAsync(string folder, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<FileEntry>>(
        Directory.Exists(folder)
            ? [.. new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
                .Select(f => new FileEntry(Path.GetRelativePath(folder, f.FullName), f.Length, f.LastWriteTimeUtc))]
            : []);

    public Task RemoveAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }

            return Task.CompletedTask;
        }
        catch (DirectoryNotFoundException)
        {
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed("remove", path, e);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // A program that does not read its input to the end closes the pipe: that is its right.
    private static async Task FeedAsync(Process process, string? input)
    {
        try
        {
            if (input is not null)
            {
                await process.StandardInput.WriteAsync(input).ConfigureAwait(false);
            }

            process.StandardInput.Close();
        }
        catch (IOException)
        {
        }
    }

    private static ProcessStartInfo StartInfo(CommandLine command)
    {
        var start = new ProcessStartInfo(command.Words[0], command.Words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.WorkingDirectory ?? "",
        };
        foreach (var (name, value) in command.Environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static BenchException Failed(string verb, string path, Exception e) => new(ExitStatus.Scheduler, new Diagnostic(
        Codes.FileFailed, new SourcePlace(path), $"Cannot {verb} the file: {e.Message.TrimEnd('.')}.", "Check the folder's rights and the space left on its disk."));
}
