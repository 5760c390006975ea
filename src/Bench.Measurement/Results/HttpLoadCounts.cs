namespace Bench.Measurement.Results;

/// <summary>
/// Counts of the requests that were due in the measurement, whatever the time of their end; those of the warm-up are left out.
/// Always: <see cref="Scheduled"/> = <see cref="Completed"/> + <see cref="Errors"/>.
/// </summary>
public sealed record HttpLoadCounts
{
    /// <summary>Requests due in the measurement.</summary>
    public required long Scheduled { get; init; }

    /// <summary>Those of them that were sent, in time or late.</summary>
    public required long Sent { get; init; }

    /// <summary>Good answers: received in full with a status below 400.</summary>
    public required long Completed { get; init; }

    /// <summary>
    /// Good answers that arrived while it measured, including those to requests of the warm-up; what <see cref="HttpLoadRates.Achieved"/> is made of.
    /// A backlog that is worked off in the drain must not pass for throughput.
    /// </summary>
    public required long CompletedInTime { get; init; }

    /// <summary>All that were not good.</summary>
    public required long Errors { get; init; }

    /// <summary>Errors by <see cref="HttpErrorKinds"/>; kinds that did not occur are left out.</summary>
    public required IReadOnlyDictionary<string, long> ErrorsByKind { get; init; }

    /// <summary>Bytes of answers, heads included, from the measurement's start to the drain's end.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Good answers without a body where one could have been (not to HEAD, not 204 or 304).</summary>
    public long EmptyBodies { get; init; }

    /// <summary>Connections opened again after the load had begun, warm-up included.</summary>
    public long Reconnects { get; init; }

    /// <summary>Attempts to connect that failed, from the first connection on.</summary>
    public long FailedConnects { get; init; }

    internal static HttpLoadCounts Merge(IReadOnlyList<HttpLoadCounts> parts) => new()
    {
        Scheduled = parts.Sum(p => p.Scheduled),
        Sent = parts.Sum(p => p.Sent),
        Completed = parts.Sum(p => p.Completed),
        CompletedInTime = parts.Sum(p => p.CompletedInTime),
        Errors = parts.Sum(p => p.Errors),
        ErrorsByKind = HttpErrorKinds.All
            .Select(kind => (kind, count: parts.Sum(p => p.ErrorsByKind.GetValueOrDefault(kind))))
            .Where(e => e.count > 0)
            .ToDictionary(e => e.kind, e => e.count),
        BytesReceived = parts.Sum(p => p.BytesReceived),
        EmptyBodies = parts.Sum(p => p.EmptyBodies),
        Reconnects = parts.Sum(p => p.Reconnects),
        FailedConnects = parts.Sum(p => p.FailedConnects),
    };
}
