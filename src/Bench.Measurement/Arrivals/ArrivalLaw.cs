namespace Bench.Measurement.Arrivals;

/// <summary>
/// A law of the times at which requests are due. The plan is one stream for the whole client, fixed by (law, rate, seed) before the load
/// begins; <see cref="ArrivalSchedule"/> deals it out to the workers in turn. So the union of all workers follows the law exactly, whatever
/// their number, which streams of their own would give for the exponential law only.
/// </summary>
public abstract class ArrivalLaw
{
    /// <summary>The name on the command line and in recipes: <c>fixed</c>, <c>exp</c>, <c>norm</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Begins the stream of due times.</summary>
    /// <param name="ratePerSecond">Mean rate of the whole client, 1/s; above 0.</param>
    /// <param name="seed">The same seed gives the same times, on any machine and with any number of workers.</param>
    public abstract ArrivalStream Plan(double ratePerSecond, long seed);

    /// <summary>Share of gaps that are at most <paramref name="gapNanoseconds"/> long, or null where the law has no density to test against.</summary>
    /// <param name="ratePerSecond">Rate of the plan, 1/s.</param>
    /// <param name="every">The gaps are those between every so many arrivals of the plan, as the parts of a load see them.</param>
    public virtual double? GapShare(double gapNanoseconds, double ratePerSecond, int every = 1) => null;

    private protected static double MeanGap(double ratePerSecond) =>
        ratePerSecond > 0 && double.IsFinite(ratePerSecond)
            ? 1e9 / ratePerSecond
            : throw new ArgumentOutOfRangeException(nameof(ratePerSecond), ratePerSecond, "The rate must be above 0.");
}
