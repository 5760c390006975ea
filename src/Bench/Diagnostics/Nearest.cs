namespace Bench.Diagnostics;

/// <summary>"Did you mean": finds the known name that is nearest to a mistyped one.</summary>
public static class Nearest
{
    private const int LongestName = 64;
    private const int MostCandidates = 1000;

    /// <summary>The nearest of <paramref name="known"/>, or null where none is near enough (more than a third of the letters differ).</summary>
    public static string? To(string name, IEnumerable<string> known)
    {
        // What is longer is no slip of the pen; the bounds keep hostile files from making Bench slow.
        if (name.Length > LongestName)
        {
            return null;
        }

        string? best = null;
        var bestDistance = Math.Max(1, name.Length / 3) + 1;
        foreach (var candidate in known.Take(MostCandidates))
        {
            if (Math.Abs(candidate.Length - name.Length) >= bestDistance)
            {
                continue;
            }

            var distance = Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    // Optimal string alignment distance: insertions, deletions, substitutions and swapped neighbours count one each.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
