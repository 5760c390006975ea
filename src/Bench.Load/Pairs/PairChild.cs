using System.Diagnostics;
using System.Text;
using Bench.Load.Native;
using Bench.Measurement.Machine;
using Bench.Measurement.Pairs;

namespace Bench.Load.Pairs;

/// <summary>
/// A program that was started for a pair, as the leader of a process group: it is ended with all that it started. What it prints is read as it comes, so that
/// it never blocks, and kept up to a limit. A thread of its own watches it, since its end is a time that is measured.
/// </summary>
internal sealed class PairChild
{
    /// <summary>How much is kept of what it prints, of each of its two streams. Reports of many streams and seconds are megabytes.</summary>
    internal const int MostOutput = 16 << 20;

    private const int Chunk = 1 << 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<ToolOutput> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _begun;
    private bool _reaped;

    private PairChild(int pid, int output, int errors)
    {
        Pid = pid;
        StartTime = new ProcFileSystem().Stat(pid)?.StartTime;
        _begun = Stopwatch.GetTimestamp();
        new Thread(() => Watch(output, errors), 256 << 10) { IsBackground = true, Name = $"child {pid}" }.Start();
    }

    internal int Pid { get; }

    /// <summary>Clock ticks since boot; null where it had gone before one could look.</summary>
    internal long? StartTime { get; }

    /// <summary>Done when it has ended and is reaped.</summary>
    internal Task<ToolOutput> Ended => _ended.Task;

    /// <summary>How long it ran, once it has ended.</summary>
    internal TimeSpan Took { get; private set; }

    /// <summary>Whether the output was longer than what is kept.</summary>
    internal bool WasCut { get; private set; }

    /// <exception cref="PairException">There is no such program, or it cannot be started.</exception>
    internal static PairChild Start(IReadOnlyList<string> words, string node)
    {
        if (words.Count == 0 || words.Any(w => w.Contains('\0', StringComparison.Ordinal)))
        {
            throw new PairException(PairProblem.ToolFailed, $"{node} was given no command to run.");
        }

        var (pid, output, errors, error) = Spawn.Start(words);
        return error switch
        {
            0 => new PairChild(pid, output, errors),
            Libc.NoEntry => throw new PairException(PairProblem.ToolMissing, $"'{words[0]}' is not installed on {node}."),
            Libc.NotAllowed => throw new PairException(PairProblem.ToolMissing, $"'{words[0]}' may not be run on {node}."),
            _ => throw new PairException(PairProblem.ToolFailed, $"'{words[0]}' cannot be started on {node}: error {error}."),
        };
    }

    /// <summary>TERM to the group, and KILL where it has not ended a second later. Done when it has gone.</summary>
    internal async Task<ToolOutput> EndAsync()
    {
        Signal(Libc.Terminate);
        Signal(Libc.Continue); // what is stopped does not hear TERM
        try
        {
            return await Ended.WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Signal(Libc.Kill);
            return await Ended.ConfigureAwait(false);
        }
    }

    // Never after the leader was reaped: the number may be another's then.
    private void Signal(int signal)
    {
        lock (_lock)
        {
            if (!_reaped)
            {
                _ = Libc.kill(-Pid, signal);
            }
        }
    }

    private unsafe void Watch(int output, int errors)
    {
        // Kernels before 5.3 have none; then we look every few milliseconds.
        var pidfd = (int)Libc.Call(Libc.PidfdOpen, Pid, 0, 0, 0, 0, 0);
        var (kept, keptErrors) = (new MemoryStream(), new MemoryStream());
        var polled = stackalloc Libc.PollFd[3];
        polled[0] = new Libc.PollFd { Fd = output, Events = Libc.PollIn };
        polled[1] = new Libc.PollFd { Fd = errors, Events = Libc.PollIn };
        polled[2] = new Libc.PollFd { Fd = pidfd, Events = Libc.PollIn };
        var wait = stackalloc long[2];
        (wait[0], wait[1]) = pidfd >= 0 ? (1, 0) : (0, 5_000_000);
        while (!HasEnded())
        {
            _ = Libc.ppoll(polled, 3, wait, 0);
            Take(ref polled[0], kept);
            Take(ref polled[1], keptErrors);
        }

        Took = Stopwatch.GetElapsedTime(_begun);

        // The leader is dead and keeps its number until it is reaped: what it left in its group goes now, and with it whoever holds the pipes.
        Signal(Libc.Kill);
        Drain(polled, kept, keptErrors);
        var status = 0;
        lock (_lock)
        {
            _ = Libc.waitpid(Pid, &status, 0);
            _reaped = true;
        }

        foreach (var fd in (ReadOnlySpan<int>)[output, errors, pidfd])
        {
            _ = fd >= 0 ? Libc.close(fd) : 0;
        }

        var signal = status & 0x7F;
        _ended.SetResult(new ToolOutput(signal != 0 ? 128 + signal : (status >> 8) & 0xFF, Text(kept), Text(keptErrors)));
    }

    private unsafe bool HasEnded()
    {
        // siginfo_t: the pid stands at 16, and is 0 where nothing is to be told. An error means that somebody else reaped it.
        var information = stackalloc byte[128];
        new Span<byte>(information, 128).Clear();
        return Libc.waitid(Libc.ByPid, Pid, information, Libc.WaitExited | Libc.WaitNoHang | Libc.WaitKeep) != 0 || *(int*)(information + 16) != 0;
    }

    // What is in the pipes; not until their end, for a process that left the group may hold them open.
    private unsafe void Drain(Libc.PollFd* polled, MemoryStream kept, MemoryStream keptErrors)
    {
        var none = stackalloc long[2];
        (none[0], none[1]) = (0, 0);
        for (var left = 2L * MostOutput / Chunk; left > 0 && Libc.ppoll(polled, 2, none, 0) > 0; left--)
        {
            Take(ref polled[0], kept);
            Take(ref polled[1], keptErrors);
        }
    }

    private unsafe void Take(ref Libc.PollFd from, MemoryStream kept)
    {
        if (from.Fd < 0 || from.Returned == 0)
        {
            return;
        }

        var buffer = stackalloc byte[Chunk];
        var count = (int)Libc.read(from.Fd, buffer, Chunk);
        if (count <= 0)
        {
            from.Fd = ~from.Fd; // at its end: poll leaves out what is negative
            return;
        }

        var room = (int)Math.Min(count, MostOutput - kept.Length);
        WasCut |= room < count;
        kept.Write(new ReadOnlySpan<byte>(buffer, room));
    }

    private static string Text(MemoryStream kept) => Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
}
