using System.Numerics;

namespace Bench.Measurement.Arrivals;

/// <summary>
/// xoshiro256** seeded by SplitMix64 (Blackman and Vigna, https://prng.di.unimi.it). Our own, because <see cref="Random"/> promises the same
/// numbers for a seed neither across versions of .NET nor at this speed.
/// </summary>
public sealed class RandomSource
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;
    private double _spare = double.NaN;

    public RandomSource(long seed)
    {
        var state = unchecked((ulong)seed);
        _a = SplitMix(ref state);
        _b = SplitMix(ref state);
        _c = SplitMix(ref state);
        _d = SplitMix(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), with 53 random bits.</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal, by Marsaglia's polar method.</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spare))
        {
            var kept = _spare;
            _spare = double.NaN;
            return kept;
        }

        double x, y, square;
        do
        {
            x = 2 * NextUnit() - 1;
            y = 2 * NextUnit() - 1;
            square = x * x + y * y;
        }
        while (square is >= 1 or 0);

        var scale = Math.Sqrt(-2 * Math.Log(square) / square);
        _spare = y * scale;
        return x * scale;
    }

    /// <summary>Exponential with mean 1; finite, because 1 − U is above 0.</summary>
    public double NextExponential() => -Math.Log(1 - NextUnit());

    /// <summary>Gamma of a shape above 0, with scale 1, by Marsaglia and Tsang (ACM TOMS 26, 2000).</summary>
    public double NextGamma(double shape)
    {
        if (shape < 1)
        {
            // Gamma(shape) = Gamma(shape + 1) · U^(1/shape)
            return NextGamma(shape + 1) * Math.Pow(1 - NextUnit(), 1 / shape);
        }

        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = NextNormal();
            var cube = 1 + c * x;
            if (cube <= 0)
            {
                continue;
            }

            cube *= cube * cube;
            if (Math.Log(1 - NextUnit()) < x * x / 2 + d - d * cube + d * Math.Log(cube))
            {
                return d * cube;
            }
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
