namespace Bench.Recipes;

/// <summary>Recipe paths and the values they take. In YAML: paths directly under <c>sweep:</c> are combined, those under <c>sweep: zip:</c> go side by side.</summary>
/// <param name="Product">Paths whose values are combined with all others (cartesian).</param>
/// <param name="Zip">Paths whose n-th values belong together; all have the same length.</param>
public sealed record SweepSpec(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Product,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Zip);
