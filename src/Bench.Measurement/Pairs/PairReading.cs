namespace Bench.Measurement.Pairs;

/// <summary>What a client's output means: values or a problem.</summary>
public sealed record PairReading
{
    public IReadOnlyDictionary<string, double> Values { get; init => field = value ?? new Dictionary<string, double>(); } = new Dictionary<string, double>();

    public IReadOnlyList<PairSample> Samples { get; init => field = value ?? []; } = [];

    public PairProblem? Problem { get; init; }

    public string? Reason { get; init; }

    public static PairReading Of(PairProblem problem, string reason) => new() { Problem = problem, Reason = reason };
}
