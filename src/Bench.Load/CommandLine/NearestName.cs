namespace Bench.Load.CommandLine;

/// <summary>"Did you mean". The binary on the nodes stands alone, so it has this from Bench's Nearest in small.</summary>
internal static class NearestName
{
    /// <summary>A hint to append to a message: <c> Did you mean --rate?</c>, or nothing where no name is near.</summary>
    internal static string Hint(string name, IEnumerable<string> known)
    {
        var best = known.Select(k => (k, distance: Distance(name, k))).MinBy(c => c.distance);
        return best.k is not null && best.distance <= Math.Max(1, name.Length / 3) ? $" Did you mean {best.k}?" : "";
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
