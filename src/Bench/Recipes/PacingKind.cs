namespace Bench.Recipes;

/// <summary>How bench-load waits for the time of a send.</summary>
public enum PacingKind
{
    Precise,
    Eco,
    Burst,
    Busy,
}
