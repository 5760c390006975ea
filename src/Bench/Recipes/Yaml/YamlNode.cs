using Bench.Diagnostics;

namespace Bench.Recipes.Yaml;

/// <summary>A node of a YAML file with the place where it starts. Trees are immutable: a change makes new nodes along its path.</summary>
internal abstract class YamlNode(SourcePlace place)
{
    public SourcePlace Place { get; } = place;
}
