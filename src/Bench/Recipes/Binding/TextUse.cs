using Bench.Diagnostics;

namespace Bench.Recipes.Binding;

/// <summary>A text with references, where it stands in the file and at which path of the recipe.</summary>
internal sealed record TextUse(string Path, SourcePlace Place, Text Text);
