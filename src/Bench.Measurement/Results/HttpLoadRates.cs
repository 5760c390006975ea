namespace Bench.Measurement.Results;

/// <summary>Rates over the measurement, 1/s.</summary>
public sealed record HttpLoadRates
{
    /// <summary>The rate asked for.</summary>
    public required double Requested { get; init; }

    /// <summary>Requests due / measured seconds; differs from <see cref="Requested"/> by the chance of the arrival law alone.</summary>
    public required double Scheduled { get; init; }

    /// <summary>Good answers that arrived while it measured / measured seconds (<see cref="HttpLoadCounts.CompletedInTime"/>).</summary>
    public required double Achieved { get; init; }
}
