namespace Bench.Load.Wrk;

/// <summary><c>bench-load wrk</c>: wrk2's options in, its report out.</summary>
internal static class WrkProgram
{
    internal static int Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        var command = WrkCommand.Parse(arguments);
        return HttpProgram.Run(command.Http, output, () => output.Write(WrkReport.Head(command)), result => WrkReport.Of(command, result));
    }
}
