using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bench.Diagnostics;

namespace Bench.Transport.Ssh;

/// <summary>
/// Commands and files on a machine that is reached by SSH: an alias of the user's ssh_config, one connection for all, made at the first call
/// (docs/ssh.md). A command whose line broke is UNKNOWN and is not repeated; operations on files are.
/// </summary>
public sealed class SshTransport : ITransport
{
    // sh as a program, so that a script may have lines; messages are read by SshErrors, so they are to be English.
    private static readonly Dictionary<string, string> Plain = new() { ["LC_ALL"] = "C" };

    private readonly SshHost _host;
    private readonly SshLink _link;
    private readonly SshExec _exec;
    private readonly SshPace _pace;
    private readonly SemaphoreSlim _channels;

    /// <param name="alias">As <c>ssh alias</c> has it.</param>
    /// <param name="configFile">Null: <c>~/.ssh/config</c>, then <c>/etc/ssh/ssh_config</c>.</param>
    /// <exception cref="BenchException">The ssh_config cannot be read, or asks for something that Bench does not do.</exception>
    public SshTransport(string alias, string? configFile, TimeProvider time, SshOptions? options = null)
    {
        options ??= new SshOptions();
        _host = SshConfig.Open(configFile).Resolve(alias);
        _pace = new SshPace(time, options.ReconnectLimit);
        _link = new SshLink(new SshDialer(_host, options).DialAsync, _pace, Name, text => Told?.Invoke(text));
        _exec = new SshExec(_host, time, options.ConnectTimeout);
        _channels = new SemaphoreSlim(options.Channels);
    }

    /// <summary>A sentence for the user: the line broke, stands again, is tried again. Called on any thread.</summary>
    public event Action<string>? Told;

    public string Name => _host.ToString();

    public bool IsLocal => false;

    public Task<CommandResult> RunAsync(CommandLine command, CancellationToken cancellationToken) => OverLineAsync(
        async (line, c) =>
        {
            var output = new MemoryStream();
            var (code, error) = await ExecuteAsync(line, command, command.Input is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(command.Input)), output, c).ConfigureAwait(false);
            return new CommandResult(code, Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length), error);
        },
        cancellationToken);

    public async Task<byte[]?> ReadAsync(string path, long offset, int maxBytes, CancellationToken cancellationToken)
    {
        var output = new MemoryStream();
        return await FileAsync("read", SshScripts.Read, [path, Text(offset), Text(maxBytes)], null, () => Emptied(output), cancellationToken).ConfigureAwait(false) == 0 ? output.ToArray() : null;
    }

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, bool executable, CancellationToken cancellationToken) =>
        SendAsync(path, () => new MemoryStream(content.ToArray()), content.Length, executable, cancellationToken);

    public async Task<long?> LengthAsync(string path, CancellationToken cancellationToken)
    {
        var output = new MemoryStream();
        return await FileAsync("look at", SshScripts.Length, [path], null, () => Emptied(output), cancellationToken).ConfigureAwait(false) == 0
            ? long.Parse(Encoding.ASCII.GetString(output.ToArray()), CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>The file here appears whole, too: under its name once all of it has come.</summary>
    public async Task<bool> FetchAsync(string path, string localPath, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(localPath))!;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(localPath)}.{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            int code;
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 65536))
            {
                code = await FileAsync("read", SshScripts.ReadAll, [path], null, () => Emptied(file), cancellationToken).ConfigureAwait(false);
            }

            if (code == 0)
            {
                File.Move(temporary, localPath, overwrite: true);
            }

            return code == 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchException(ExitStatus.Scheduler, new Diagnostic(
                Codes.FileFailed, new SourcePlace(localPath), $"Cannot write the file: {e.Message.TrimEnd('.')}.", "Check the folder's rights and the space left on its disk."));
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public async Task FetchAsync(string folder, IReadOnlyList<string> names, string localFolder, CancellationToken cancellationToken)
    {
        if (names.Count == 0)
        {
            return;
        }

        var list = Encoding.UTF8.GetBytes(string.Concat(names.Select(n => $"{n}\0")));
        var archive = new MemoryStream();
        await FileAsync("read", SshScripts.ReadMany, [folder], () => new MemoryStream(list), () => Emptied(archive), cancellationToken).ConfigureAwait(false);
        archive.Position = 0;
        var found = await SshArchive.UnpackAsync(archive, names, localFolder, cancellationToken).ConfigureAwait(false);

        // A machine without GNU tar, a name in another encoding.
        foreach (var name in names.Where(n => !found.Contains(n)))
        {
            await FetchAsync($"{folder}/{name}", Path.Combine(localFolder, name), cancellationToken).ConfigureAwait(false);
        }
    }

    public Task MakeDirectoryAsync(string path, CancellationToken cancellationToken) => FileAsync("make", SshScripts.MakeDirectory, [path], null, () => new MemoryStream(), cancellationToken);

    public async Task PutAsync(string localPath, string path, bool executable, CancellationToken cancellationToken)
    {
        string hash;
        long length;
        await using (var file = File.OpenRead(localPath))
        {
            length = file.Length;
            hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
        }

        if (await FileAsync("compare", SshScripts.IsSame, [path, Text(length), hash, Text(executable)], null, () => new MemoryStream(), cancellationToken).ConfigureAwait(false) == SshScripts.Differs)
        {
            await SendAsync(path, () => File.OpenRead(localPath), length, executable, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<IReadOnlyList<FileEntry>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        var output = new MemoryStream();
        await FileAsync("list", SshScripts.List, [folder], null, () => Emptied(output), cancellationToken).ConfigureAwait(false);
        return
        [
            .. Encoding.UTF8.GetString(output.ToArray()).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ', 3)).Select(p => new FileEntry(
                p[2], long.Parse(p[0], CultureInfo.InvariantCulture), DateTimeOffset.UnixEpoch.AddSeconds(double.Parse(p[1], CultureInfo.InvariantCulture)))),
        ];
    }

    public Task RemoveAsync(string path, CancellationToken cancellationToken) => FileAsync("remove", SshScripts.Remove, [path], null, () => new MemoryStream(), cancellationToken);

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private async Task SendAsync(string path, Func<Stream> content, long length, bool executable, CancellationToken cancellationToken)
    {
        var slash = path.LastIndexOf('/');
        var folder = slash < 0 ? "." : slash == 0 ? "/" : path[..slash];
        var temporary = $"{folder}/.{path[(slash + 1)..]}.{Guid.NewGuid():N}.tmp";
        await FileAsync("write", SshScripts.Write, [path, folder, temporary, Text(length), Text(executable)], content, () => new MemoryStream(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a script that may be run again, until it is known how it ended.</summary>
    /// <returns>0, <see cref="SshScripts.Missing"/> or <see cref="SshScripts.Differs"/>.</returns>
    private Task<int> FileAsync(string verb, string script, IReadOnlyList<string> words, Func<Stream>? input, Func<Stream> output, CancellationToken cancellationToken) => OverLineAsync(
        async (line, c) =>
        {
            await using var content = input?.Invoke();
            var (code, error) = await ExecuteAsync(line, new CommandLine(["/bin/sh", "-c", script, "sh", .. words], Plain), content, output(), c).ConfigureAwait(false);
            return code switch
            {
                null or SshScripts.Cut => throw new SshInterruptedException("The connection broke."),
                0 or SshScripts.Missing or SshScripts.Differs => code.Value,
                _ when verb is "read" or "look at" && error.Contains("No such file", StringComparison.Ordinal) => SshScripts.Missing,
                _ => throw SshErrors.File(_host, verb, words[0], error.Trim()),
            };
        },
        cancellationToken);

    private async Task<(int? Code, string Error)> ExecuteAsync(SshLine line, CommandLine command, Stream? input, Stream output, CancellationToken cancellationToken)
    {
        await _channels.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _exec.RunAsync(line, command, input, output, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _channels.Release();
        }
    }

    /// <summary>Does the work on a line that stands, and again on another where it was interrupted.</summary>
    private async Task<T> OverLineAsync<T>(Func<SshLine, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await _pace.RepeatAsync(
                async c => await work(await _link.LineAsync(c).ConfigureAwait(false), c).ConfigureAwait(false), e => e is SshInterruptedException, tell: null, cancellationToken).ConfigureAwait(false);
        }
        catch (SshInterruptedException e)
        {
            throw SshErrors.LineBroken(_host, e.Message);
        }
    }

    private static T Emptied<T>(T stream)
        where T : Stream
    {
        stream.SetLength(0);
        return stream;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(bool flag) => flag ? "1" : "0";
}
