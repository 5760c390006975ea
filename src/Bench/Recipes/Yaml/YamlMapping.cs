using Bench.Diagnostics;

namespace Bench.Recipes.Yaml;

/// <summary>Keys and values in the order of the file; keys are unique.</summary>
internal sealed class YamlMapping(SourcePlace place, IReadOnlyList<YamlEntry> entries) : YamlNode(place)
{
    private Dictionary<string, YamlEntry>? _index;

    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    public YamlEntry? Find(string key)
    {
        _index ??= Entries.ToDictionary(e => e.Key.Value, StringComparer.Ordinal);
        return _index.GetValueOrDefault(key);
    }

    /// <summary>The same mapping with another value at <paramref name="key"/>, which is added at the end where it is missing.</summary>
    public YamlMapping With(string key, YamlNode value)
    {
        if (Find(key) is not { } old)
        {
            return new(Place, [.. Entries, new(new(value.Place, key, isPlain: true), value)]);
        }

        return new(Place, [.. Entries.Select(e => ReferenceEquals(e, old) ? new(e.Key, value) : e)]);
    }
}
