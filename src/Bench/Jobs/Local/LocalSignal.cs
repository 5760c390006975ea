using System.Runtime.InteropServices;
using Bench.Measurement.Machine;

namespace Bench.Jobs.Local;

/// <summary>Sends signals by <c>kill(2)</c>.</summary>
internal static class LocalSignal
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;

    /// <summary>Signals this process and no other: it is looked up once more just before, by its start time.</summary>
    public static void Send(ProcFileSystem proc, ProcStat process, int signal)
    {
        if (process.Pid > 1 && proc.Stat(process.Pid)?.StartTime == process.StartTime)
        {
            _ = SendRaw(process.Pid, signal); // it may have ended since: that is what was wanted
        }
    }

    // Not LibraryImport: its generated code would need AllowUnsafeBlocks for the whole library.
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SendRaw(int pid, int signal);
}
