using System.Globalization;

namespace Bench.Scripts;

/// <summary>Names of nodes as Slurm writes many of them: <c>node[1,3-4]</c>. A line of a script has room for few names and many ranges.</summary>
internal static class HostRanges
{
    /// <summary>The names in ranges; their order, which Slurm does not keep either, is lost.</summary>
    public static string Of(IReadOnlyList<string> hosts) => string.Join(',', hosts.GroupBy(Parts).Select(Group));

    // What stands before the number, and how wide that is with its zeros: node09 and node9 are not of one range.
    private static (string Prefix, int Width) Parts(string host)
    {
        var digits = host.Reverse().TakeWhile(char.IsAsciiDigit).Count();
        var prefix = host[..^digits];
        // Longer numbers are none of a node.
        return digits is 0 or > 9 ? (host, 0) : (prefix, host[prefix.Length] == '0' ? digits : -digits);
    }

    private static string Group(IGrouping<(string Prefix, int Width), string> group)
    {
        var (prefix, width) = group.Key;
        if (width == 0 || group.Count() == 1)
        {
            return group.First();
        }

        var format = new string('0', Math.Abs(width));
        var ranges = new List<(int From, int To)>();
        foreach (var number in group.Select(h => int.Parse(h.AsSpan(prefix.Length), CultureInfo.InvariantCulture)).Order())
        {
            if (ranges.Count > 0 && ranges[^1].To + 1 == number)
            {
                ranges[^1] = (ranges[^1].From, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        string Number(int n) => n.ToString(format, CultureInfo.InvariantCulture);
        return $"{prefix}[{string.Join(',', ranges.Select(r => r.From == r.To ? Number(r.From) : $"{Number(r.From)}-{Number(r.To)}"))}]";
    }
}
