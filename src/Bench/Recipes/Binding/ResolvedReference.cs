namespace Bench.Recipes.Binding;

/// <summary>What a reference stands for, or why it stands for nothing.</summary>
internal sealed record ResolvedReference(Text? Text, string Code = "", string What = "", string Mend = "");
