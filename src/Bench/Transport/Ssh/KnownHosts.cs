using System.Security.Cryptography;
using System.Text;

namespace Bench.Transport.Ssh;

/// <summary>The known_hosts files (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT): names, patterns, <c>[host]:port</c>, hashed names, <c>@revoked</c>.</summary>
internal static class KnownHosts
{
    /// <summary>The lines that speak of a machine, in the order of the files; those that cannot be read are passed over, as ssh does.</summary>
    /// <param name="name"><c>host</c>, or <c>[host]:port</c> where the port is not 22.</param>
    public static IReadOnlyList<KnownHost> Find(IReadOnlyList<string> files, string name)
    {
        var found = new List<KnownHost>();
        foreach (var file in files.Where(File.Exists))
        {
            var lines = File.ReadAllLines(file);
            for (var i = 0; i < lines.Length; i++)
            {
                if (Read(file, i + 1, lines[i], name) is { } host)
                {
                    found.Add(host);
                }
            }
        }

        return found;
    }

    private static KnownHost? Read(string file, int line, string text, string name)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0][0] == '#')
        {
            return null;
        }

        // A marker that is not known makes the line mean something else (@cert-authority): not a key of this machine.
        var isRevoked = words[0] == "@revoked";
        if (words[0][0] == '@' && !isRevoked)
        {
            return null;
        }

        words = isRevoked ? words[1..] : words;
        if (words.Length < 3 || !(Hashed(words[0], name) ?? SshPattern.Matches(words[0].Split(','), name)))
        {
            return null;
        }

        var key = new byte[words[2].Length];
        return Convert.TryFromBase64String(words[2], key, out var length) ? new KnownHost(file, line, words[1], key[..length], isRevoked) : null;
    }

    /// <summary>Null where the name is not hashed. <c>|1|salt|hash</c>: HMAC-SHA1 of the name, as ssh-keygen -H writes it.</summary>
    private static bool? Hashed(string pattern, string name)
    {
        var parts = pattern.Split('|');
        if (parts is not ["", "1", var salt, var hash])
        {
            return pattern.StartsWith('|') ? false : null;
        }

        try
        {
#pragma warning disable CA5350 // the format has SHA1; it hides names and proves nothing
            return HMACSHA1.HashData(Convert.FromBase64String(salt), Encoding.UTF8.GetBytes(name.ToLowerInvariant())).AsSpan().SequenceEqual(Convert.FromBase64String(hash));
#pragma warning restore CA5350
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
