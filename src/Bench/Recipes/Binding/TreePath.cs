using Bench.Recipes.Yaml;

namespace Bench.Recipes.Binding;

/// <summary>Finds nodes by paths such as <c>workloads.load.rate</c> or <c>gates.0.min</c>. Names may have dots: the longest key that fits is taken.</summary>
internal static class TreePath
{
    /// <summary>The node, or null; <paramref name="nearest"/> is the last entry or item on the way to it.</summary>
    public static YamlNode? Find(YamlNode root, string path, out YamlNode nearest)
    {
        nearest = root;
        YamlNode? node = root;
        var rest = path;
        while (rest.Length > 0)
        {
            string taken;
            (node, var at, taken) = node switch
            {
                YamlMapping map when EntryFor(map, rest) is { } e => (e.Value, e.Value is YamlScalar ? e.Value : e.Key, e.Key.Value),
                YamlSequence list when ItemFor(list, rest, out var index) is { } item => (item, item, index),
                _ => (null, nearest, rest),
            };
            nearest = at;
            if (node is null)
            {
                return null;
            }

            rest = rest.Length == taken.Length ? "" : rest[(taken.Length + 1)..];
        }

        return node;
    }

    /// <summary>The entry whose key is the longest beginning of <paramref name="rest"/> that ends at a dot or the end.</summary>
    public static YamlEntry? EntryFor(YamlMapping map, string rest)
    {
        for (var length = rest.Length; length > 0; length = rest.LastIndexOf('.', length - 1))
        {
            if (map.Find(rest[..length]) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Nodes of a tree.</summary>
    public static int Count(YamlNode node) => 1 + node switch
    {
        YamlMapping map => map.Entries.Sum(e => 1 + Count(e.Value)),
        YamlSequence list => list.Items.Sum(Count),
        _ => 0,
    };

    /// <summary>All paths of scalars below a node.</summary>
    public static IEnumerable<KeyValuePair<string, YamlScalar>> Scalars(YamlNode node, string path = "")
    {
        var children = node switch
        {
            YamlMapping map => map.Entries.Select(e => (e.Key.Value, e.Value)),
            YamlSequence list => list.Items.Select((n, i) => ($"{i}", n)),
            _ => [],
        };
        return node is YamlScalar scalar
            ? [new(path, scalar)]
            : children.SelectMany(c => Scalars(c.Item2, path.Length == 0 ? c.Item1 : $"{path}.{c.Item1}"));
    }

    private static YamlNode? ItemFor(YamlSequence list, string rest, out string taken)
    {
        var dot = rest.IndexOf('.');
        taken = dot < 0 ? rest : rest[..dot];
        return int.TryParse(taken, out var index) && index >= 0 && index < list.Items.Count ? list.Items[index] : null;
    }
}
