using System.Globalization;
using Bench.Diagnostics;
using Bench.Measurement.Machine;
using Bench.Transport;

namespace Bench.Jobs.Local;

/// <summary>
/// Ends one job. The wrapper is told first and passes TERM on to its command, so that a service is not told twice (many take a second TERM
/// for "at once"); what the wrapper does not reach, and all when there is no wrapper, is told directly. Then KILL, until nothing is left.
/// </summary>
internal sealed class LocalStop(LocalMembers members, JobHandle job, TimeSpan? grace, TimeProvider time)
{
    /// <summary>What the wrapper gets beyond its command, to write how it ended.</summary>
    private static readonly TimeSpan WrapperSlack = TimeSpan.FromSeconds(2);

    /// <summary>After KILL; only a process that hangs in the kernel takes longer.</summary>
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(20);

    /// <summary>Most jobs end within this; they are looked at more often.</summary>
    private static readonly TimeSpan Brisk = TimeSpan.FromSeconds(1);

    private readonly HashSet<(int, long)> _told = [];

    /// <summary>Throws BENCH3003 where processes outlive KILL.</summary>
    public async Task RunAsync(ITransport transport, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(20);
        var wrapperLived = false;
        var signal = grace is null ? LocalSignal.Kill : LocalSignal.Terminate;
        while (true)
        {
            var now = members.Proc.Snapshot();
            var wrappers = members.Wrappers(job, now);
            var living = members.Of(job, now);
            wrapperLived |= wrappers.Count > 0;
            if (living.Count == 0)
            {
                break;
            }

            var elapsed = time.GetElapsedTime(start);
            if (elapsed > (grace ?? TimeSpan.Zero) + GiveUp)
            {
                throw Stuck(living);
            }

            if (grace is { } g && elapsed < g)
            {
                Tell(living, wrappers, now);
            }
            else
            {
                signal = LocalSignal.Kill;
                Kill(living, grace is null || elapsed > grace + WrapperSlack ? [] : wrappers);
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            pause = TimeSpan.FromMilliseconds(Math.Min(time.GetElapsedTime(start) < Brisk ? 40 : 200, pause.TotalMilliseconds * 1.5));
        }

        if (wrapperLived && LocalJobFiles.Exit(job.Directory) is null && Directory.Exists(job.Directory))
        {
            // The wrapper had no time to write it; we know, because it lived when we came.
            await transport.WriteAsync(
                Path.Combine(job.Directory, "exit.json"), LocalJobFiles.StoppedExit(signal, time.GetUtcNow()), executable: false, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Tell(IReadOnlyList<ProcStat> living, IReadOnlyList<ProcStat> wrappers, ProcSnapshot now)
    {
        var passesOn = wrappers.Any(w => CatchesTerminate(w.Pid));
        foreach (var process in living)
        {
            var byWrapper = passesOn && !wrappers.Contains(process)
                && (wrappers.Any(w => w.Pid == process.Session) || now.JobOf(process.Pid) == job.Name);
            if (!byWrapper && _told.Add(process.Key))
            {
                LocalSignal.Send(members.Proc, process, LocalSignal.Terminate);
            }

            if (process.State == 'T')
            {
                LocalSignal.Send(members.Proc, process, LocalSignal.Continue);
            }
        }
    }

    private void Kill(IReadOnlyList<ProcStat> living, IReadOnlyList<ProcStat> spared)
    {
        // With nothing but the wrapper left it may go on for its slack: it is writing exit.json.
        foreach (var process in living.Except(spared))
        {
            LocalSignal.Send(members.Proc, process, LocalSignal.Kill);
        }
    }

    // A script without a handler dies of TERM alone and leaves its children to us.
    private bool CatchesTerminate(int pid) =>
        (members.Proc.ReadText($"{pid}/status") ?? "").Split('\n').FirstOrDefault(l => l.StartsWith("SigCgt:", StringComparison.Ordinal)) is { } line
        && ulong.TryParse(line.AsSpan("SigCgt:".Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var mask)
        && (mask >> (LocalSignal.Terminate - 1) & 1) == 1;

    private BenchException Stuck(IReadOnlyList<ProcStat> living) => new(ExitStatus.Scheduler, new Diagnostic(
        Codes.StopFailed,
        null,
        $"Processes of the job '{job.Name}' outlive KILL: {string.Join(", ", living.Select(p => p.Pid))}.",
        "They hang in the kernel, often on a file system that does not answer. Look at them with 'ps -o pid,stat,wchan,args -p PID'."));
}
