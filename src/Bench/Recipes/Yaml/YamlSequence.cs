using Bench.Diagnostics;

namespace Bench.Recipes.Yaml;

internal sealed class YamlSequence(SourcePlace place, IReadOnlyList<YamlNode> items) : YamlNode(place)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;

    public YamlSequence With(int index, YamlNode item) => new(Place, [.. Items.Take(index), item, .. Items.Skip(index + 1)]);
}
