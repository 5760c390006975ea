using Bench.Measurement.Results;

namespace Bench.Load.Recording;

/// <summary>How a request ended; the errors stand for the kinds of <see cref="HttpErrorKinds"/>, in its order.</summary>
internal enum RequestEnd
{
    Connect,
    Timeout,
    Reset,
    Status4xx,
    Status5xx,
    ShortBody,
    Protocol,
    Unanswered,
    Unsent,
    Good,
}
