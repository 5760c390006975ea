namespace Bench.Recipes;

/// <summary>One combination of a sweep's values.</summary>
public sealed record RecipePoint
{
    /// <summary><c>p1</c>, or with zeros where there are ten or more (<c>p01</c>), so that ids sort in the order of the points.</summary>
    public required string Id { get; init; }

    /// <summary>Paths and values that the sweep set, as they were written; empty without a sweep.</summary>
    public required IReadOnlyDictionary<string, string> Set { get; init; }

    /// <summary>The recipe of this point: without sweep, and with no references but those that only the running job knows.</summary>
    public required RecipeSpec Spec { get; init; }
}
