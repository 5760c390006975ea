namespace Bench.Scripts;

/// <summary>A template as it was read.</summary>
/// <param name="Name">Relative name with <c>/</c>: <c>local/service.sh.sbn</c>.</param>
/// <param name="Path">Where it was found.</param>
public sealed record TemplateFile(string Name, string Path, string Content);
