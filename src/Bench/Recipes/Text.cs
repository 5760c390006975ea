namespace Bench.Recipes;

/// <summary>
/// A string of a recipe whose <c>{{references}}</c> were taken apart: literals and names in their order.
/// References that are known when the plan is made (<c>{{name}}</c>, <c>{{workloads.load.rate}}</c>) are replaced by the planner;
/// what only the running job knows (<see cref="RuntimeNames"/>) stays a name and becomes a quoted shell variable in the script.
/// </summary>
public sealed record Text(IReadOnlyList<TextPart> Parts)
{
    public static Text Of(string literal) => new([new TextPart(literal, IsReference: false)]);

    /// <summary>True where no reference is left.</summary>
    public bool IsLiteral => Parts.All(p => !p.IsReference);

    /// <summary>The string itself; references are written back as <c>{{name}}</c>.</summary>
    public override string ToString() => string.Concat(Parts.Select(p => p.IsReference ? "{{" + p.Value + "}}" : p.Value));

    public bool Equals(Text? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Aggregate(0, HashCode.Combine);
}
