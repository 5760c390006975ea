namespace Bench.Recipes;

/// <summary>How several values of one metric become one.</summary>
public enum Reduction
{
    Last,
    First,
    Mean,
    Median,
    Min,
    Max,
    Sum,
}
