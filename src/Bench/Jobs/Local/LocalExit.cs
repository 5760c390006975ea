using System.Globalization;

namespace Bench.Jobs.Local;

/// <summary><c>exit.json</c>: how the job ended.</summary>
/// <param name="Code">The script's status; 128 + n for signal n.</param>
/// <param name="Signal">Null where the command ended by itself.</param>
/// <param name="Reason"><c>ended</c>, <c>stopped</c>, <c>lease</c> or <c>time-limit</c>.</param>
internal sealed record LocalExit(int Code, int? Signal, string Reason)
{
    public JobStatus Status(IReadOnlyList<string> nodes) => Reason switch
    {
        "stopped" => new JobStatus(JobPhase.Cancelled, Code, "It was stopped.", nodes),
        "lease" => new JobStatus(JobPhase.Cancelled, Code, "It ended itself: its lease was no longer renewed.", nodes),
        "time-limit" => new JobStatus(JobPhase.TimedOut, Code, "It ended itself: its time was over.", nodes),
        _ when Code == 0 => new JobStatus(JobPhase.Completed, 0, null, nodes),
        _ => new JobStatus(JobPhase.Failed, Code, Describe(), nodes),
    };

    private string Describe() => (Code, Signal) switch
    {
        (_, { } signal) => string.Create(CultureInfo.InvariantCulture, $"Its command was ended by signal {signal}."),
        (127, _) => "Its command was not found (status 127).",
        (126, _) => "Its command cannot be run (status 126).",
        _ => string.Create(CultureInfo.InvariantCulture, $"Its command ended with status {Code}."),
    };
}
