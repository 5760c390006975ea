namespace Bench.Jobs;

/// <summary>A line of <c>journal.jsonl</c>. Which members are there depends on <see cref="Event"/> (<see cref="JournalEvents"/>).</summary>
public sealed record JournalEntry
{
    /// <summary>1, 2, 3, …: a gap or a repeat shows a damaged journal.</summary>
    public int Seq { get; init; }

    public DateTimeOffset At { get; init; }

    public required string Event { get; init; }

    /// <summary>The job's unique name.</summary>
    public string? Job { get; init; }

    /// <summary><c>service</c> or <c>client</c>.</summary>
    public string? Role { get; init; }

    /// <summary>The job's short name: <c>d1-hello</c>, <c>p1-load-r1</c>.</summary>
    public string? Name { get; init; }

    public int? Attempt { get; init; }

    public string? Directory { get; init; }

    public string? Nonce { get; init; }

    /// <summary>Seconds from TERM to KILL.</summary>
    public double? StopGrace { get; init; }

    /// <summary>The backend's id.</summary>
    public string? Id { get; init; }

    public JobPhase? Phase { get; init; }

    public int? ExitCode { get; init; }

    public string? Reason { get; init; }

    /// <summary>Of <see cref="JournalEvents.Attached"/>: where the run's jobs are.</summary>
    public JobSite? Site { get; init; }
}
