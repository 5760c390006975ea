namespace Bench.Measurement.Results;

/// <summary>Rates over the measurement, 1/s.</summary>
public sealed record HttpLoadRates
{
    /// <summary>The rate asked for, on average over the measurement; 0 for a closed loop, which asks for none.</summary>
    public required double Requested { get; init; }

    /// <summary>Requests due / measured seconds: <see cref="Requested"/> but for the rounding to whole requests. In a closed loop those sent.</summary>
    public required double Scheduled { get; init; }

    /// <summary>Good answers that arrived while it measured / measured seconds (<see cref="HttpLoadCounts.CompletedInTime"/>).</summary>
    public required double Achieved { get; init; }
}
