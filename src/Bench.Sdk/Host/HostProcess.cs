using System.Runtime.InteropServices;
using Bench.Diagnostics;

namespace Bench.Sdk.Host;

/// <summary>
/// What belongs to the process as a whole: its signals and its exit status. MSBuild alone would end with status 0 at a SIGTERM and
/// with 1 at any failure, so both are taken out of its hands here.
/// </summary>
public static class HostProcess
{
    private static readonly Lock Gate = new();
    private static readonly List<PosixSignalRegistration> Registrations = [];
    private static readonly List<Action<ExitStatus>> Listeners = [];
    private static ExitStatus? _cancelled;
    private static bool _fromMSBuild;
    private static ExitStatus _status;

    /// <summary>Takes over signals and exit status; further calls do nothing.</summary>
    public static void TakeOver()
    {
        lock (Gate)
        {
            if (Registrations.Count > 0)
            {
                return;
            }

            // A terminal that was closed (SIGHUP) must not leave jobs behind either.
            Register(PosixSignal.SIGINT, ExitStatus.Interrupted);
            Register(PosixSignal.SIGTERM, ExitStatus.Terminated);
            Register(PosixSignal.SIGHUP, ExitStatus.Terminated);

            // MSBuild has set its own exit code by then; this handler has the last word.
            AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            {
                if (_status != ExitStatus.Done)
                {
                    Environment.ExitCode = (int)_status;
                }
            };
        }
    }

    /// <summary>What the process will end with, as far as is known.</summary>
    public static ExitStatus Status
    {
        get
        {
            lock (Gate)
            {
                return _status;
            }
        }
    }

    /// <summary>What the process will end with; the first status that is not Done is kept, but a cancellation wins.</summary>
    public static void EndWith(ExitStatus status)
    {
        lock (Gate)
        {
            if (_status == ExitStatus.Done || status is ExitStatus.Interrupted or ExitStatus.Terminated)
            {
                _status = status;
            }
        }
    }

    /// <summary>Calls <paramref name="cancel"/> at each signal, and at once where one came already; until the result is disposed.</summary>
    public static IDisposable OnCancel(Action<ExitStatus> cancel)
    {
        ExitStatus? already;
        lock (Gate)
        {
            Listeners.Add(cancel);
            already = _cancelled;
        }

        if (already is { } status)
        {
            cancel(status);
        }

        return new Subscription(cancel);
    }

    /// <summary>
    /// MSBuild's ICancelableTask.Cancel. After Ctrl-C it comes beside the signal, and then it must not count as a second one.
    /// </summary>
    public static void CancelFromMSBuild()
    {
        lock (Gate)
        {
            if (_cancelled is not null)
            {
                return;
            }
        }

        Raise(ExitStatus.Interrupted, isSignal: false);
    }

    // Signals and MSBuild's call come on threads of their own and in any order: a SIGINT that finds only MSBuild's call before it,
    // moments ago, is the same Ctrl-C.
    private static void Raise(ExitStatus status, bool isSignal)
    {
        Action<ExitStatus>[] listeners;
        lock (Gate)
        {
            var echo = isSignal && status == ExitStatus.Interrupted && _fromMSBuild;
            _fromMSBuild = !isSignal;
            _cancelled ??= status;
            if (echo)
            {
                return;
            }

            listeners = [.. Listeners];
        }

        EndWith(status);
        foreach (var listener in listeners)
        {
            listener(status);
        }
    }

    private static void Register(PosixSignal signal, ExitStatus status) =>
        Registrations.Add(PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            // The runtime's signal thread is shared: what listeners do must not hold up the next signal.
            ThreadPool.QueueUserWorkItem(_ => Raise(status, isSignal: true));
        }));

    private sealed class Subscription(Action<ExitStatus> cancel) : IDisposable
    {
        public void Dispose()
        {
            lock (Gate)
            {
                Listeners.Remove(cancel);
            }
        }
    }
}
