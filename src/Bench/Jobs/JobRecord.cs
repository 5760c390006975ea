namespace Bench.Jobs;

/// <summary>A job as the journal tells it.</summary>
public sealed record JobRecord
{
    public required string Job { get; init; }

    public required string Name { get; init; }

    public required string Role { get; init; }

    public required int Attempt { get; init; }

    public required string Directory { get; init; }

    public required string Nonce { get; init; }

    public TimeSpan StopGrace { get; init; }

    /// <summary>Null between intent and submitted.</summary>
    public string? Id { get; init; }

    public JobPhase Phase { get; init; }

    public int? ExitCode { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? Submitted { get; init; }

    public DateTimeOffset? Ended { get; init; }

    /// <summary>It may still live.</summary>
    public bool IsOpen => !Phase.HasEnded();

    /// <summary>Null while the id is not known.</summary>
    public JobHandle? Handle => Id is null ? null : new JobHandle(Job, Id, Directory);
}
