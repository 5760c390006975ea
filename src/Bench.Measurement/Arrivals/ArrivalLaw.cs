namespace Bench.Measurement.Arrivals;

/// <summary>
/// A law of the gaps between the times at which requests are due, counted in mean gaps: what rate they make is the plan's (<see cref="ArrivalPlan"/>).
/// </summary>
public abstract class ArrivalLaw
{
    /// <summary>The name on the command line and in recipes: <c>fixed</c>, <c>exp</c>, <c>norm</c>, <c>uniform</c>, <c>gamma</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Standard deviation of the gaps / their mean.</summary>
    public abstract double Cv { get; }

    /// <summary>Begins to draw gaps. The same seed gives the same ones, on any machine.</summary>
    public abstract GapSource Gaps(long seed);

    /// <summary>Share of gaps that are at most <paramref name="gap"/> long, or null where the law has no density to test against.</summary>
    /// <param name="gap">In mean gaps of the plan.</param>
    /// <param name="every">The gaps are those between every so many arrivals of the plan, as the parts of a load see them.</param>
    public virtual double? GapShare(double gap, int every = 1) => null;
}
