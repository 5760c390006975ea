namespace Bench.Measurement;

/// <summary>The gamma function's logarithm, and the distribution that is named after it.</summary>
internal static class GammaFunction
{
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
        -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>ln Γ(z) for z above 0 (Lanczos, g = 7).</summary>
    internal static double Log(double z)
    {
        z--;
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (z + i);
        }

        var t = z + 7.5;
        return 0.5 * Math.Log(2 * Math.PI) + (z + 0.5) * Math.Log(t) - t + Math.Log(sum);
    }

    /// <summary>P(a, x), the share of a gamma law of shape a and scale 1 at or below x: series or continued fraction (Numerical Recipes 6.2).</summary>
    internal static double LowerShare(double a, double x)
    {
        if (x <= 0)
        {
            return 0;
        }

        var front = Math.Exp(a * Math.Log(x) - x - Log(a));
        return Math.Clamp(x < a + 1 ? front * Series(a, x) : 1 - front * Fraction(a, x), 0, 1);
    }

    // Both take about the square root of a steps.
    private static double Series(double a, double x)
    {
        var term = 1 / a;
        var sum = term;
        for (var n = 1; n < 1_000_000 && term > sum * 1e-15; n++)
        {
            sum += term *= x / (a + n);
        }

        return sum;
    }

    private static double Fraction(double a, double x)
    {
        const double Tiny = 1e-300;
        var b = x + 1 - a;
        var c = 1 / Tiny;
        var d = 1 / b;
        var result = d;
        for (var n = 1; n < 1_000_000; n++)
        {
            var an = -n * (n - a);
            b += 2;
            d = an * d + b;
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = b + an / c;
            c = Math.Abs(c) < Tiny ? Tiny : c;
            result *= d * c;
            if (Math.Abs(d * c - 1) < 1e-14)
            {
                break;
            }
        }

        return result;
    }
}
