using Bench.Diagnostics;

namespace Bench.Recipes.Yaml;

/// <summary>Stands where the file has something that was refused already, so that nobody complains about it again.</summary>
internal sealed class YamlBroken(SourcePlace place) : YamlNode(place);
