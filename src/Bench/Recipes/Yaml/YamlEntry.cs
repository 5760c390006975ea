namespace Bench.Recipes.Yaml;

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
