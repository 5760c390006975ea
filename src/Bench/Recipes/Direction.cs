namespace Bench.Recipes;

/// <summary>Which way a metric is better.</summary>
public enum Direction
{
    Higher,
    Lower,
}
