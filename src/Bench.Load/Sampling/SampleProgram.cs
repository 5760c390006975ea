using System.Diagnostics;
using Bench.Load.CommandLine;
using Bench.Measurement;
using Bench.Measurement.Machine;

namespace Bench.Load.Sampling;

/// <summary><c>bench-load sample</c>: a sample at once and then one each period, each on disk before the next.</summary>
internal static class SampleProgram
{
    internal static int Run(IReadOnlyList<string> arguments)
    {
        var command = SampleCommand.Parse(arguments);
        OutputFolder.Check("--out", command.Out);
        using var stop = new StopSignal();
        Run(command, stop.Token);
        return 0;
    }

    internal static void Run(SampleCommand command, CancellationToken stop)
    {
        var proc = new ProcFileSystem();
        var jobs = new JobProcesses(proc, command.Job, JobProcesses.GroupHere);
        var reader = new ResourceReader(proc, command.Node, TimeProvider.System);
        var cgroup = new CgroupReader(proc, TimeProvider.System);
        using var gpus = new GpuReader(command.Every);
        var begun = Stopwatch.GetTimestamp();
        for (var tick = 1L; ; tick++)
        {
            IReadOnlyList<ProcStat> processes = [];
            var rows = reader.Read(now => [(command.Source, processes = jobs.FindCommand(now))]);
            SeriesCsv.Append(command.Out, [.. rows, .. cgroup.Read(processes, command.Source, command.Node), .. gpus.Read(rows[0].TimeUtc, command.Node)]);

            // Periods that a busy machine made us miss are left out, not made up for.
            var elapsed = Stopwatch.GetElapsedTime(begun);
            tick = Math.Max(tick, (long)(elapsed / command.Every) + 1);
            if (stop.WaitHandle.WaitOne(Max(tick * command.Every - elapsed, TimeSpan.Zero)))
            {
                return;
            }
        }
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
