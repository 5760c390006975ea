namespace Bench.Recipes.Secrets;

/// <summary>What keys and values of secrets look like. Words decide, not letters: <c>HF_TOKEN</c> is one, <c>MAX_TOKENS</c> is not.</summary>
internal static class SecretRules
{
    private static readonly string[] Parts = ["password", "passwd", "passphrase", "secret", "apikey"];
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "token", "authtoken", "accesstoken", "credential", "credentials", "authorization", "pwd" };
    private static readonly HashSet<string> BeforeKey = new(StringComparer.Ordinal) { "api", "private", "access", "auth", "encryption", "signing" };
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase) { "", "true", "false", "yes", "no", "none", "null", "~" };

    // Beginnings that only tokens have, and how long such a token is at least.
    private static readonly (string Start, int Length)[] Tokens =
    [
        ("ghp_", 30), ("gho_", 30), ("github_pat_", 30), ("glpat-", 20), ("hf_", 30), ("sk-", 24), ("AKIA", 20), ("xoxb-", 20), ("xoxp-", 20),
    ];

    /// <summary>True for keys such as <c>PGPASSWORD</c>, <c>api-key</c> and <c>authToken</c>; not for <c>PASSWORD_FILE</c>, which names a place.</summary>
    public static bool IsSecretKey(string key)
    {
        var words = WordsOf(key);
        if (words.Count == 0 || words[^1] is "file" or "path" or "dir" or "name" or "env")
        {
            return false;
        }

        return words.Any(w => Words.Contains(w) || Parts.Any(p => w.Contains(p, StringComparison.Ordinal)))
            || words.Skip(1).Zip(words).Any(pair => pair.First == "key" && BeforeKey.Contains(pair.Second));
    }

    /// <summary>False for what is no secret even at such a key: nothing, a yes or no, or a reference.</summary>
    public static bool IsSecretValue(string value) => !Harmless.Contains(value) && !IsReference(value);

    /// <summary>True where a value carries a secret whatever its key: <c>--password=x</c>, <c>postgres://user:x@host</c>, a private key, a well-known token.</summary>
    public static bool HasSecret(string value) =>
        value.Contains("PRIVATE KEY-----", StringComparison.Ordinal) || HasToken(value) || HasUrlPassword(value) || HasAssignment(value);

    private static bool HasToken(string value)
    {
        foreach (var (start, length) in Tokens)
        {
            for (var at = value.IndexOf(start, StringComparison.Ordinal); at >= 0; at = value.IndexOf(start, at + 1, StringComparison.Ordinal))
            {
                var free = at == 0 || !char.IsAsciiLetterOrDigit(value[at - 1]);
                if (free && Run(value, at, c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') >= length)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool HasUrlPassword(string value)
    {
        for (var at = value.IndexOf("://", StringComparison.Ordinal); at >= 0; at = value.IndexOf("://", at + 3, StringComparison.Ordinal))
        {
            var user = value.AsSpan(at + 3, Run(value, at + 3, c => c is not ('/' or ' ' or '@' or '?' or '#')));
            var end = at + 3 + user.Length;
            var colon = user.IndexOf(':');
            if (colon >= 0 && end < value.Length && value[end] == '@' && IsSecretValue(user[(colon + 1)..].ToString()))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasAssignment(string value)
    {
        for (var at = value.AsSpan().IndexOfAny('=', ':'); at >= 0; at = Next(value, at))
        {
            var start = at;
            while (start > 0 && (char.IsAsciiLetterOrDigit(value[start - 1]) || value[start - 1] is '_' or '-'))
            {
                start--;
            }

            // No key is that long; the bound keeps the scan linear.
            if (at - start is > 0 and <= 60 && IsSecretKey(value[start..at]))
            {
                // The first word behind it, of which a beginning is enough.
                var after = value.AsSpan(at + 1, Math.Min(200, value.Length - at - 1)).TrimStart(' ').ToString();
                if (after.Length > 0 && IsSecretValue(after[..Run(after, 0, c => c is not (' ' or ',' or ';' or '&'))].Trim('"', '\'')))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static int Next(string value, int at) => value.AsSpan(at + 1).IndexOfAny('=', ':') is var next and >= 0 ? at + 1 + next : -1;

    private static bool IsReference(string value) => value.Contains("{{", StringComparison.Ordinal) || value.StartsWith('$');

    private static int Run(string value, int from, Func<char, bool> wanted)
    {
        var to = from;
        while (to < value.Length && wanted(value[to]))
        {
            to++;
        }

        return to - from;
    }

    private static List<string> WordsOf(string key)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= key.Length; i++)
        {
            var letter = i < key.Length && char.IsAsciiLetterOrDigit(key[i]);
            var hump = letter && i > start && char.IsAsciiLetterUpper(key[i]) && char.IsAsciiLetterLower(key[i - 1]);
            if (i > start && (!letter || hump))
            {
                words.Add(key[start..i].ToLowerInvariant());
                start = i;
            }

            if (!letter)
            {
                start = i + 1;
            }
        }

        return words;
    }
}
