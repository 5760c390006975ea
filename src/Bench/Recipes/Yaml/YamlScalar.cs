using Bench.Diagnostics;

namespace Bench.Recipes.Yaml;

/// <summary>A single value. Its type is decided by the key that it stands at, not by its looks; only quotes count: <c>"5"</c> is no number.</summary>
internal sealed class YamlScalar(SourcePlace place, string value, bool isPlain) : YamlNode(place)
{
    public string Value { get; } = value;

    /// <summary>Written without quotes.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <summary>The value with its references taken apart, where the tree was made from records and the key takes references.</summary>
    public Text? Text { get; init; }

    public bool IsNull => IsPlain && Value is "" or "~" or "null" or "Null" or "NULL";
}
