namespace Bench.Measurement.Arrivals;

/// <summary>The first requests of a measurement, in the order in which they were due. All times in ns from the load's start.</summary>
/// <param name="Due">When each was due.</param>
/// <param name="Paced">When each would have been sent had a connection been free: due + the client's own lateness.</param>
/// <param name="Sent">When each was sent.</param>
public sealed record ArrivalSample(IReadOnlyList<double> Due, IReadOnlyList<double> Paced, IReadOnlyList<double> Sent)
{
    /// <summary>How finely the client paces, ns: gaps of this size it cannot keep.</summary>
    public double Resolution { get; init; } = 25_000;

    /// <summary>The sample is every so many-th request of the plan: 3 in a part that is one of 3.</summary>
    public int Every { get; init; } = 1;
}
