using System.Runtime.InteropServices;
using System.Text.Json;
using Bench.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Bench.Lifecycle.Runs;

/// <summary>
/// One process drives a run. The lock is the kernel's (an advisory lock on the file <c>lock</c>), so it is gone with its owner, however
/// that died; the file's content names the owner for people.
/// </summary>
internal sealed class RunLock : IDisposable
{
    private const int ReadOnlyCloseOnExec = 0x80000;
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or throws <see cref="BenchException"/> (status Usage) that names its owner.</summary>
    /// <param name="previous">The owner before, where that one is dead and its lock was taken over.</param>
    public static RunLock Take(RunFolder folder, TimeProvider clock, out LockOwner? previous)
    {
        FileStream file;
        try
        {
            file = new FileStream(folder.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw Held(folder);
        }

        previous = Read(file);
        var owner = new LockOwner(Environment.ProcessId, Environment.MachineName, Environment.UserName, clock.GetUtcNow());
        file.SetLength(0);
        file.Write(JsonSerializer.SerializeToUtf8Bytes(owner, LifecycleJson.Default.LockOwner));
        file.Flush();
        return new RunLock(file);
    }

    /// <summary>Whether somebody drives the run now.</summary>
    public static bool IsHeld(RunFolder folder)
    {
        try
        {
            using var file = new FileStream(folder.LockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Gives it back; the content goes too, so that the next one knows that nobody died.</summary>
    public void Dispose()
    {
        _file.SetLength(0);
        _file.Dispose();
    }

    private static LockOwner? Read(FileStream file)
    {
        try
        {
            return file.Length == 0 ? null : JsonSerializer.Deserialize(file, LifecycleJson.Default.LockOwner);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static BenchException Held(RunFolder folder)
    {
        var owner = "another process";
        try
        {
            var bytes = ReadPastLock(folder.LockFile);
            if (JsonSerializer.Deserialize(bytes, LifecycleJson.Default.LockOwner) is { } found)
            {
                owner = $"process {found.Pid} of {found.User} on {found.Host}, since {found.Since:yyyy-MM-dd HH:mm:ss}Z";
            }
        }
        catch (Exception problem) when (problem is IOException or JsonException or UnauthorizedAccessException)
        {
            // Then the message does without the name.
        }

        return new BenchException(ExitStatus.Usage, new Diagnostic(
            Codes.RunIsDriven, null,
            $"Run {folder.Id} is driven by {owner}.",
            "Wait for it, or stop that process; a dead owner's lock is taken over by itself."));
    }

    // The file is locked, not unreadable. .NET takes a lock of its own with every file that it opens, and is refused; the kernel's open is not.
    private static byte[] ReadPastLock(string path)
    {
        using var handle = new SafeFileHandle(Open(path, ReadOnlyCloseOnExec), ownsHandle: true);
        if (handle.IsInvalid)
        {
            return [];
        }

        var bytes = new byte[RandomAccess.GetLength(handle)];
        return bytes[..RandomAccess.Read(handle, bytes, 0)];
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Open(string path, int flags);
}
