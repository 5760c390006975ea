using System.Diagnostics;
using System.Runtime.InteropServices;
using Bench.Lifecycle;
using Bench.Sdk.Host;

namespace Bench.TestHost;

/// <summary>
/// RunBenchmark without MSBuild, for tests that need a signal at an exact place: by <c>--kill-at N</c> it kills itself (SIGKILL) right after
/// the N-th event of the journal is on disk; by <c>--signal-at STEP INT|TERM</c> it signals itself when a step begins.
/// </summary>
internal static class Program
{
    private const int SigInt = 2;
    private const int SigKill = 9;
    private const int SigTerm = 15;

    private static async Task<int> Main(string[] args)
    {
        HostProcess.TakeOver();
        var options = Arguments.Read(args, out var killAt, out var signalAt, out var signal);
        var status = await RunAsync(options, killAt, signalAt, signal).ConfigureAwait(false);
        HostProcess.EndWith(status);
        return (int)status;
    }

    private static async Task<Diagnostics.ExitStatus> RunAsync(BenchOptions options, int killAt, string? signalAt, string? signal)
    {
        var observer = new Observer(step =>
        {
            if (step == signalAt)
            {
                Send(signal == "INT" ? SigInt : SigTerm);
            }
        });
        await using var session = new BenchSession(options, observer, TimeProvider.System);
        using var cancel = HostProcess.OnCancel(session.Cancel);
        var events = 0;
        session.Journaled += _ =>
        {
            if (++events == killAt)
            {
                Send(SigKill);
            }
        };

        for (var verb = BenchVerb.ParseRecipe; verb <= BenchVerb.Report; verb++)
        {
            if (!await session.RunAsync(verb).ConfigureAwait(false))
            {
                break;
            }
        }

        return session.Status;
    }

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
