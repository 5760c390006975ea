using System.Diagnostics;
using System.Runtime.InteropServices;
using Bench.Jobs;
using Bench.Lifecycle;
using Bench.Sdk.Host;

namespace Bench.TestHost;

/// <summary>
/// RunBenchmark, or another target, without MSBuild, for tests that start many and those that need a signal at an exact place: by
/// <c>--kill-at N</c> it kills itself (SIGKILL) right after the N-th event of the journal is on disk; by <c>--stop-at intent:p1-load-r1</c> it
/// stands still (SIGSTOP) after that event of that job until it gets a SIGCONT; by <c>--signal-at STEP INT|TERM</c> it signals itself when a step begins.
/// </summary>
internal static class Program
{
    private const int SigInt = 2;
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int SigStop = 19;

    private static async Task<int> Main(string[] args)
    {
        HostProcess.TakeOver();
        var options = Arguments.Read(args, out var killAt, out var stopAt, out var signalAt, out var signal);
        var status = await RunAsync(options, killAt, stopAt, signalAt, signal).ConfigureAwait(false);
        HostProcess.EndWith(status);
        return (int)status;
    }

    private static async Task<Diagnostics.ExitStatus> RunAsync(BenchOptions options, int killAt, string? stopAt, string? signalAt, string? signal)
    {
        var observer = new Observer(step =>
        {
            if (step == signalAt)
            {
                Send(signal == "INT" ? SigInt : SigTerm);
            }
        });
        await using var session = new BenchSession(
            options with { NodeTools = NodeTools.MakeAsync(options.Home, text => observer.On(new MessagePrinted(text))) }, observer, TimeProvider.System);
        using var cancel = HostProcess.OnCancel(session.Cancel);
        var events = 0;
        session.Journaled += entry =>
        {
            if (++events == killAt)
            {
                Send(SigKill);
            }

            if (stopAt is not null && Name(entry) == stopAt)
            {
                Send(SigStop);
            }
        };

        foreach (var verb in Verbs(options.Target))
        {
            if (!await session.RunAsync(verb).ConfigureAwait(false))
            {
                break;
            }
        }

        return session.Status;
    }

    // As build/Bench.targets has them.
    private static IEnumerable<BenchVerb> Verbs(string target)
    {
        var steps = Enum.GetValues<BenchVerb>().Where(v => v <= BenchVerb.Report);
        return target is "RunBenchmark" or BenchOptions.RunWorkload ? steps
            : Enum.Parse<BenchVerb>(target) is var wanted && wanted is > BenchVerb.Report or BenchVerb.Teardown ? [wanted]
            : steps.Where(v => v <= wanted && v != BenchVerb.Teardown);
    }

    // A state has no name but its phase: Running:d1-hello-http.
    private static string Name(JournalEntry entry) =>
        $"{(entry.Event == JournalEvents.State ? entry.Phase.ToString() : entry.Event)}:{(entry.Job is { } job ? JobNames.Short(job) : "")}";

    private static void Send(int signal)
    {
        if (Kill(Environment.ProcessId, signal) != 0)
        {
            throw new InvalidOperationException($"kill failed: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        // A SIGKILL takes effect before anything more is done here.
        Debug.Assert(signal != SigKill);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int pid, int signal);
}
