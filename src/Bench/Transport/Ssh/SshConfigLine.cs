using System.Text;

namespace Bench.Transport.Ssh;

/// <summary>A line of an ssh_config: a keyword in lower case and its words.</summary>
internal sealed record SshConfigLine(string File, int Line, string Keyword, IReadOnlyList<string> Words)
{
    /// <summary>Null for an empty line or a comment. <c>Key value</c>, <c>Key=value</c>, <c>Key "two words"</c>.</summary>
    public static SshConfigLine? Read(string file, int line, string text)
    {
        text = text.Trim();
        if (text.Length == 0 || text[0] == '#')
        {
            return null;
        }

        var end = text.AsSpan().IndexOfAny(" \t=");
        var keyword = end < 0 ? text : text[..end];
        var rest = end < 0 ? "" : text[end..].TrimStart();
        return new SshConfigLine(file, line, keyword.ToLowerInvariant(), Split(rest.StartsWith('=') ? rest[1..] : rest));
    }

    /// <summary>Words between blanks; quotes of either kind hold a word together, and a backslash takes a quote or a backslash as it is.</summary>
    private static List<string> Split(string text)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\'' or '\\')
            {
                (word ??= new()).Append(text[++i]);
            }
            else if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                quote = quote == '\0' ? c : '\0';
                word ??= new();
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                Finish();
            }
            else if (quote == '\0' && c == '#' && word is null)
            {
                break;
            }
            else
            {
                (word ??= new()).Append(c);
            }
        }

        Finish();
        return words;

        void Finish()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }
    }
}
