using Bench.Measurement.Pairs;

namespace Bench.Workloads.Pairs;

/// <summary>One measurement of one pair, without its values (<see cref="PairResults.Value"/>).</summary>
/// <param name="Repeat">Of the pattern, from 1.</param>
/// <param name="Round">From 1.</param>
/// <param name="Batch">Number of what ran at the same time, from 0; the same for all network interfaces.</param>
/// <param name="Nic">Index of the network interface.</param>
/// <param name="Client">Index of the client's node.</param>
/// <param name="Server">Index of the server's node.</param>
/// <param name="Behind">Seconds behind the first client that was started at the same time.</param>
/// <param name="Seconds">How long the client ran.</param>
/// <param name="Problem">Null where it was measured.</param>
/// <param name="Reason">The problem as a sentence.</param>
public readonly record struct PairRow(
    int Repeat, int Round, int Batch, int Nic, int Client, int Server, DateTimeOffset? Started, double? Behind, double? Seconds, PairProblem? Problem, string? Reason)
{
    public bool IsMeasured => Problem is null;

    /// <summary>True where something went wrong; what was stopped before its turn did not.</summary>
    public bool IsFailed => Problem is not null and not PairProblem.Stopped;
}
