namespace Bench.Measurement;

/// <summary>Student's t distribution.</summary>
public static class StudentT
{
    /// <summary>
    /// The natural logarithm of P(T &gt; <paramref name="t"/>), by the incomplete beta function: P = I_x(ν/2, 1/2) / 2 with x = ν / (ν + t²)
    /// (Abramowitz and Stegun 26.7.1). As a logarithm, so that it may be multiplied by a number of comparisons. The relative error of P is below 1e-9;
    /// what is too small for a number is given as −700.
    /// </summary>
    /// <param name="degrees">Degrees of freedom, above 0; they need not be whole.</param>
    public static double LogTail(double t, double degrees)
    {
        var half = IncompleteBeta.Regularized(degrees / (degrees + (t * t)), degrees / 2, 0.5) / 2;
        return Math.Max(-700, Math.Log(t >= 0 ? half : 1 - half));
    }
}
