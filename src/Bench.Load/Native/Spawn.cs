using System.Collections;
using System.Text;

namespace Bench.Load.Native;

/// <summary>A program as the leader of a process group, with nothing to read, and what it writes coming through two pipes.</summary>
internal static unsafe class Spawn
{
    // The structures are 336 and 80 bytes with glibc and musl, and a set of signals is 128.
    private const int Room = 512;

    /// <summary>The pid and the ends to read from; an error where there is no such program or it may not be run.</summary>
    internal static (int Pid, int Output, int Errors, int Error) Start(IReadOnlyList<string> words)
    {
        var pipes = stackalloc int[4];
        if (Libc.pipe2(pipes, Libc.CloseOnExec) != 0)
        {
            return (0, -1, -1, Libc.NoBuffers);
        }

        if (Libc.pipe2(pipes + 2, Libc.CloseOnExec) != 0)
        {
            _ = Libc.close(pipes[0]);
            _ = Libc.close(pipes[1]);
            return (0, -1, -1, Libc.NoBuffers);
        }

        var (pid, error) = Start(words, pipes[1], pipes[3]);
        _ = Libc.close(pipes[1]);
        _ = Libc.close(pipes[3]);
        if (error != 0)
        {
            _ = Libc.close(pipes[0]);
            _ = Libc.close(pipes[2]);
        }

        return (pid, pipes[0], pipes[2], error);
    }

    private static (int Pid, int Error) Start(IReadOnlyList<string> words, int output, int errors)
    {
        var actions = stackalloc byte[Room];
        var attributes = stackalloc byte[Room];
        var signals = stackalloc byte[Room];
        var variables = Variables();
        var text = Encoding.UTF8.GetBytes(string.Concat(words.Concat(variables).Select(w => w + '\0')) + "/dev/null\0");
        var pointers = new nint[words.Count + variables.Count + 2];
        fixed (byte* bytes = text)
        fixed (nint* list = pointers)
        {
            var at = bytes;
            for (var i = 0; i < pointers.Length; i++)
            {
                // A null behind the words, and one behind the variables.
                if (i == words.Count || i == pointers.Length - 1)
                {
                    continue;
                }

                list[i] = (nint)at;
                at += new ReadOnlySpan<byte>(at, (int)(bytes + text.Length - at)).IndexOf((byte)0) + 1;
            }

            _ = Libc.posix_spawn_file_actions_init(actions);
            _ = Libc.posix_spawn_file_actions_addopen(actions, 0, at, 0, 0);
            _ = Libc.posix_spawn_file_actions_adddup2(actions, output, 1);
            _ = Libc.posix_spawn_file_actions_adddup2(actions, errors, 2);
            _ = Libc.posix_spawnattr_init(attributes);
            _ = Libc.posix_spawnattr_setflags(attributes, Libc.SpawnGroup | Libc.SpawnDefaults | Libc.SpawnMask);
            _ = Libc.posix_spawnattr_setpgroup(attributes, 0);
            _ = Libc.sigemptyset(signals);
            _ = Libc.posix_spawnattr_setsigmask(attributes, signals);

            // What .NET or a shell in front of us ignores, the child would ignore too.
            foreach (var signal in (ReadOnlySpan<int>)[Libc.Interrupt, Libc.BrokenPipe, Libc.Terminate])
            {
                _ = Libc.sigaddset(signals, signal);
            }

            _ = Libc.posix_spawnattr_setsigdefault(attributes, signals);
            var pid = 0;
            var error = Libc.posix_spawnp(&pid, (byte*)list[0], actions, attributes, (byte**)list, (byte**)(list + words.Count + 1));
            _ = Libc.posix_spawn_file_actions_destroy(actions);
            _ = Libc.posix_spawnattr_destroy(attributes);
            return (pid, error);
        }
    }

    private static List<string> Variables() =>
        [.. Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(v => $"{v.Key}={v.Value}")];
}
