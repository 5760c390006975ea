namespace Bench.Recipes;

/// <summary>A piece of a <see cref="Text"/>: a literal, or the name inside <c>{{…}}</c>.</summary>
public sealed record TextPart(string Value, bool IsReference);
