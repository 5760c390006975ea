namespace Bench.Recipes;

/// <summary>A share, written as <c>5%</c> or <c>0.05</c>; <see cref="Fraction"/> is 0.05 for both.</summary>
public readonly record struct Percentage(double Fraction);
