using System.Runtime.InteropServices;
using Bench.Load.CommandLine;
using Bench.Load.Engines;
using Bench.Load.Output;

namespace Bench.Load;

/// <summary><c>bench-load http</c>: options in, result file and exit status out.</summary>
internal static class HttpProgram
{
    internal static int Run(IReadOnlyList<string> arguments, TextWriter output)
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
        using var running = new HttpLoad(LoadEngines.Create(command.Options.Engine, command.Target.Secure, Console.Error.WriteLine), command.Plan(stop.Token), command.Options);
        Volatile.Write(ref load, running);
        if (stop.IsCancellationRequested)
        {
            running.Interrupt();
        }

        var result = running.Run(progress is null ? null : progress.Write);
        if (command.Out is not null)
        {
            result.Save(command.Out);
        }

        output.Write(Summary.Of(result));
        return status;
    }
}
