namespace Bench.Recipes;

/// <summary>Laws of the gaps between requests, spelt in recipes and on bench-load's command line as <c>fixed</c>, <c>exp</c>, <c>norm</c>.</summary>
public enum ArrivalKind
{
    Fixed,
    Exp,
    Norm,
}
