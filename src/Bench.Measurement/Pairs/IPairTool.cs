namespace Bench.Measurement.Pairs;

/// <summary>
/// A program that measures between two nodes: how its server and its client are started, and what its output means. Servers are set up before a round
/// and ended by pid behind it, clients are started together, by the agents of <c>bench-load pattern</c>: the same for all tools.
/// </summary>
public interface IPairTool
{
    /// <summary>The name in plans: <c>iperf3</c>.</summary>
    string Name { get; }

    /// <summary>What it gives for a pair; the first is the primary one, which matrix and outliers are about.</summary>
    IReadOnlyList<PairMetric> Metrics(PairPlan plan);

    /// <summary>How long a client runs by its own account: the duration and what it does before and behind it.</summary>
    TimeSpan Expected(PairPlan plan);

    /// <summary>Program and arguments of a pair's server, on a port that is free; empty: it needs none.</summary>
    IReadOnlyList<string> Server(PairPlan plan, PairPlace place);

    /// <summary>Program and arguments of a pair's client.</summary>
    IReadOnlyList<string> Client(PairPlan plan, PairPlace place);

    /// <summary>What a client that ended means. Never throws: what cannot be read is a problem of the reading.</summary>
    PairReading Read(PairPlan plan, ToolOutput output);
}
