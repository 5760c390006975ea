namespace Bench.Recipes;

/// <summary>How the values of several clients that ran together become one.</summary>
public enum AcrossKind
{
    Sum,
    Mean,
    Max,
    Min,
}
