namespace Bench.Measurement.Arrivals;

/// <summary>A time in which the rate goes in a straight line from one value to another, or stays where both are the same.</summary>
/// <param name="From">1/s, at the stage's begin; 0 or more.</param>
/// <param name="To">1/s, at its end; 0 or more.</param>
/// <param name="Seconds">Above 0.</param>
public sealed record RateStage(double From, double To, double Seconds)
{
    /// <summary>Requests expected in the whole stage.</summary>
    public double Count => CountAt(Seconds);

    /// <summary>Requests expected in the stage's first seconds: ∫ (from + (to − from) s / seconds) ds.</summary>
    internal double CountAt(double seconds) => seconds * (From + (To - From) * seconds / Seconds / 2);

    /// <summary>Seconds after which so many requests are expected: the inverse of <see cref="CountAt"/>.</summary>
    internal double SecondsAt(double count)
    {
        if (From == To)
        {
            return count / From;
        }

        // Of the two ways to write a quadratic equation's root the one that subtracts nothing close and divides by no small slope.
        var slope = (To - From) / Seconds;
        var root = Math.Sqrt(Math.Max(0, From * From + 2 * slope * count));
        return count == 0 ? 0 : Math.Min(Seconds, 2 * count / (From + root));
    }
}
