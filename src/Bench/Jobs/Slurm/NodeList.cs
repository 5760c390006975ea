using System.Globalization;

namespace Bench.Jobs.Slurm;

/// <summary>Slurm's short form of host names: <c>nid[001-003,7],gpu[1-2]-ib0</c>.</summary>
public static class NodeList
{
    private const int Most = 100_000;

    /// <summary>The names in their order. What is no such list comes back as it is.</summary>
    public static IReadOnlyList<string> Expand(string list) =>
        list.Length == 0 ? [] : [.. Parts(list).SelectMany(Names).Take(Most)];

    // At commas outside of brackets.
    private static IEnumerable<string> Parts(string list)
    {
        var start = 0;
        var depth = 0;
        for (var i = 0; i < list.Length; i++)
        {
            depth += list[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (list[i] == ',' && depth == 0)
            {
                yield return list[start..i];
                start = i + 1;
            }
        }

        yield return list[start..];
    }

    private static IEnumerable<string> Names(string part)
    {
        var open = part.IndexOf('[', StringComparison.Ordinal);
        var close = open < 0 ? -1 : part.IndexOf(']', open);
        if (close < 0)
        {
            return [part];
        }

        var tails = Names(part[(close + 1)..]).ToList();
        return part[(open + 1)..close].Split(',').SelectMany(Numbers).SelectMany(n => tails, (n, tail) => part[..open] + n + tail);
    }

    // Leading zeros give the width.
    private static IEnumerable<string> Numbers(string range) =>
        range.Split('-') is [var first, var last]
        && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from) && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
        && to >= from && to - from < Most
            ? Enumerable.Range(from, to - from + 1).Select(n => n.ToString(CultureInfo.InvariantCulture).PadLeft(first.Length, '0'))
            : [range];
}
