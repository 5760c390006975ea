using Bench.Recipes;

namespace Bench.Metrics;

/// <summary>Several values become one. All take at least one value.</summary>
public static class Aggregation
{
    public static double Reduce(this IReadOnlyList<double> values, Reduction reduction) => reduction switch
    {
        Reduction.First => values[0],
        Reduction.Last => values[^1],
        Reduction.Mean => values.Average(),
        Reduction.Median => Median(values),
        Reduction.Min => values.Min(),
        Reduction.Max => values.Max(),
        Reduction.Sum => values.Sum(),
        _ => throw new ArgumentOutOfRangeException(nameof(reduction)),
    };

    /// <summary>The value of several clients together.</summary>
    public static double Combine(this IReadOnlyList<double> values, AcrossKind across) => across switch
    {
        AcrossKind.Mean => values.Average(),
        AcrossKind.Sum => values.Sum(),
        AcrossKind.Max => values.Max(),
        AcrossKind.Min => values.Min(),
        _ => throw new ArgumentOutOfRangeException(nameof(across)),
    };

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Sample standard deviation (n − 1); null below two values.</summary>
    public static double? StandardDeviation(IReadOnlyList<double> values)
    {
        if (values.Count < 2)
        {
            return null;
        }

        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }
}
