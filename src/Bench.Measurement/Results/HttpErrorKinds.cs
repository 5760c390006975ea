namespace Bench.Measurement.Results;

/// <summary>Keys of <see cref="HttpLoadCounts.ErrorsByKind"/>. Each request that is due ends in one of them or in <see cref="HttpLoadCounts.Completed"/>.</summary>
public static class HttpErrorKinds
{
    /// <summary>It was due while no connection was up, and the attempt to connect failed.</summary>
    public const string Connect = "connect";

    /// <summary>No complete answer within the timeout after its send; the connection was closed.</summary>
    public const string Timeout = "timeout";

    /// <summary>The connection broke, or was closed, before the answer's head was complete.</summary>
    public const string Reset = "reset";

    /// <summary>Answered in full with a status of 400 to 499.</summary>
    public const string Status4xx = "status4xx";

    /// <summary>Answered in full with a status of 500 or more.</summary>
    public const string Status5xx = "status5xx";

    /// <summary>The connection ended before the body was complete.</summary>
    public const string ShortBody = "shortBody";

    /// <summary>The answer was not HTTP/1.x as its standard has it, or more came than it announced.</summary>
    public const string Protocol = "protocol";

    /// <summary>Sent, and not answered by the end of the drain.</summary>
    public const string Unanswered = "unanswered";

    /// <summary>Due, and not sent by the end of the drain, because no connection came free.</summary>
    public const string Unsent = "unsent";

    /// <summary>All kinds, in the order in which reports show them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Connect, Timeout, Reset, Status4xx, Status5xx, ShortBody, Protocol, Unanswered, Unsent];
}
