namespace Bench.Recipes;

/// <summary>Laws of the gaps between requests, spelt in recipes as on bench-load's command line.</summary>
public enum ArrivalKind
{
    Fixed,
    Exp,
    Norm,
    Uniform,
    Gamma,
}
