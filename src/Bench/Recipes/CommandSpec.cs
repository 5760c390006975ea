namespace Bench.Recipes;

/// <summary>A program and its arguments. Each word is data: no shell ever reads it.</summary>
public sealed record CommandSpec(IReadOnlyList<Text> Words);
