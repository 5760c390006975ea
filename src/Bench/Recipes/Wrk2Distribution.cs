namespace Bench.Recipes;

/// <summary>The arrival laws of DeathStarBench's wrk2. Its <c>norm</c> is missing on purpose: it has no code and sends as fast as it can.</summary>
public enum Wrk2Distribution
{
    Fixed,
    Exp,
    Zipf,
}
