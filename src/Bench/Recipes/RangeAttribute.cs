namespace Bench.Recipes;

/// <summary>The values that a number, duration (in seconds) or rate (per second) of a recipe may have, both ends included.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RangeAttribute(double min, double max) : Attribute
{
    public double Min { get; } = min;

    public double Max { get; } = max;
}
