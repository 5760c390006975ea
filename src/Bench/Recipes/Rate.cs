namespace Bench.Recipes;

/// <summary>Events per second, written as <c>5000</c>, <c>2k/s</c> or <c>90/min</c>.</summary>
public readonly record struct Rate(double PerSecond);
