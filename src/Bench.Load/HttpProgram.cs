using System.Runtime.InteropServices;
using Bench.Load.CommandLine;
using Bench.Load.Engines;
using Bench.Load.Lua;
using Bench.Load.Output;
using Bench.Measurement.Results;

namespace Bench.Load;

/// <summary><c>bench-load http</c>: options in, result file and exit status out.</summary>
internal static class HttpProgram
{
    internal static int Run(IReadOnlyList<string> arguments, TextWriter output) => Run(arguments, output, null, Summary.Of);

    /// <param name="starting">Is called before the load, once the command line is known to be right.</param>
    /// <param name="report">The result in words.</param>
    internal static int Run(IReadOnlyList<string> arguments, TextWriter output, Action? starting, Func<HttpLoadResult, string> report)
    {
        var command = HttpCommand.Parse(arguments);
        OutputFolder.Check("--out", command.Out);
        OutputFolder.Check("--arrivals-out", command.ArrivalsOut);
        command.WriteArrivals();
        using var stop = new CancellationTokenSource();
        HttpLoad? load = null;
        var status = 0;

        void OnSignal(PosixSignalContext context)
        {
            // The second signal is not held back: whoever sends it does not want to wait for the drain.
            context.Cancel = status == 0;
            status = context.Signal == PosixSignal.SIGINT ? 130 : 143;
            stop.Cancel();
            Volatile.Read(ref load)?.Interrupt();
        }

        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var progress = command.Progress is { } path
            ? new ProgressWriter(path, command.Options.WarmupSeconds, command.Options.DurationSeconds)
            : null;
        var plan = command.Plan(stop.Token);
        using var script = plan.Requests as LuaScript;
        using var running = new HttpLoad(LoadEngines.Create(command.Options.Engine, command.Target.Secure, Console.Error.WriteLine), plan, command.Options);
        Volatile.Write(ref load, running);
        script?.Stopped = running.Interrupt;
        if (stop.IsCancellationRequested)
        {
            running.Interrupt();
        }

        starting?.Invoke();
        var result = running.Run(progress is null ? null : progress.Write);
        if (command.Out is not null)
        {
            result.Save(command.Out);
        }

        output.Write(report(result));
        output.Flush();
        script?.Done(new LuaSummary(result));
        return status;
    }
}
