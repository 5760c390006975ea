using System.Globalization;

namespace Bench.Recipes;

/// <summary>Nodes of a pattern as recipes name them: by index from 0, or by a name of <c>resources.hosts</c>.</summary>
public static class PairNodeNames
{
    /// <summary>The node's index, or null where there is no such node. A host whose name is a number goes before the index.</summary>
    public static int? IndexOf(string node, ResourceSpec resources)
    {
        for (var i = 0; i < resources.Hosts.Count; i++)
        {
            if (resources.Hosts[i] == node)
            {
                return i;
            }
        }

        return int.TryParse(node, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < resources.Nodes ? index : null;
    }
}
