namespace Bench.Transport;

/// <summary>How a command ended. <see cref="ExitCode"/> is null where that is not known (the line broke, it timed out).</summary>
public sealed record CommandResult(int? ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;
}
