namespace Bench.Transport.Ssh;

/// <summary>Patterns of ssh_config and known_hosts: '*' and '?', and '!' before a pattern that must not match (ssh_config(5), PATTERNS).</summary>
internal static class SshPattern
{
    /// <summary>True where one pattern matches, and none of those with '!' does. Case does not count: names of machines have none.</summary>
    public static bool Matches(IEnumerable<string> patterns, string name)
    {
        var found = false;
        foreach (var pattern in patterns)
        {
            if (pattern.StartsWith('!'))
            {
                if (Matches(pattern.AsSpan(1), name))
                {
                    return false;
                }
            }
            else
            {
                found |= Matches(pattern, name);
            }
        }

        return found;
    }

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        // The last '*' is where to go on after a mismatch: linear, whatever the pattern.
        int p = 0, n = 0, star = -1, mark = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark) = (p++, n);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToLowerInvariant(pattern[p]) == char.ToLowerInvariant(name[n])))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                (p, n) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].Trim('*').IsEmpty;
    }
}
