namespace Bench.Recipes;

/// <summary>How fast a load goes: at one rate, along a ramp, or as fast as it can (<c>max</c>). Exactly one of <see cref="Rate"/> and <see cref="Ramp"/> is there, or neither for <c>max</c>.</summary>
public sealed record LoadRate
{
    /// <summary>What recipes and bench-load call a load that goes as fast as it can.</summary>
    public const string MaxWord = "max";

    private LoadRate()
    {
    }

    /// <summary>A closed loop: each connection sends when its last answer is there.</summary>
    public static LoadRate Max { get; } = new();

    public Rate? Rate { get; private init; }

    public RampSpec? Ramp { get; private init; }

    public bool IsMax => Rate is null && Ramp is null;

    public static LoadRate Of(RampSpec ramp) => new() { Ramp = ramp };

    public static implicit operator LoadRate(Rate rate) => new() { Rate = rate };
}
