namespace Bench.Recipes;

/// <summary>Says which <c>kind:</c> of a recipe a record reads.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KindAttribute(string kind) : Attribute
{
    public string Kind { get; } = kind;
}
