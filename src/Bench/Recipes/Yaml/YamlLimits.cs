namespace Bench.Recipes.Yaml;

/// <summary>Bounds of a file, so that no file makes Bench slow: a recipe of any use stays far below them.</summary>
internal static class YamlLimits
{
    /// <summary>Bytes of a file.</summary>
    public const int Bytes = 1024 * 1024;

    /// <summary>Mappings and lists within each other.</summary>
    public const int Depth = 32;

    /// <summary>Scalars, mappings and lists together.</summary>
    public const int Nodes = 50_000;

    /// <summary>Characters of a key.</summary>
    public const int KeyLength = 200;
}
