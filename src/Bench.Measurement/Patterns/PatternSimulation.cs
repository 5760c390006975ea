using Bench.Measurement.Arrivals;

namespace Bench.Measurement.Patterns;

/// <summary>Plays a pattern against a model of its pairs' durations, batch by batch, so that memory grows with a batch and not with the pattern.</summary>
public static class PatternSimulation
{
    /// <param name="nics">How often the pattern is played, once for each network interface.</param>
    /// <exception cref="ArgumentException">As of <see cref="PatternRounds"/>.</exception>
    public static PatternCost Run(PatternShape shape, int nics, PairModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(nics, 1);
        var random = new RandomSource(model.Seed);
        var (rounds, batches, pairs, seconds) = (0, 0L, 0L, 0.0);
        for (var nic = 0; nic < nics; nic++)
        {
            foreach (var batch in PatternSchedule.Of(shape))
            {
                var slowest = 0.0;
                foreach (var (round, _) in batch.Pairs)
                {
                    rounds = Math.Max(rounds, round);
                    slowest = Math.Max(slowest, random.NextUnit());
                }

                batches++;
                pairs += batch.Pairs.Count;
                seconds += model.PairSeconds + slowest * model.SpreadSeconds + model.BatchSeconds;
            }
        }

        return new PatternCost(rounds, batches, pairs, seconds + Math.Max(0, batches - 1) * model.GapSeconds);
    }
}
