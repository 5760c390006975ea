using Bench.Measurement.Pairs;

namespace Bench.Load.Pairs;

/// <summary>A pair that cannot be measured; the message says why, and on which node.</summary>
internal sealed class PairException(PairProblem problem, string message) : Exception(message)
{
    internal PairProblem Problem => problem;
}
