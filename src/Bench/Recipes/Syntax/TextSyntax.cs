using System.Text;

namespace Bench.Recipes.Syntax;

/// <summary>
/// Takes <c>{{references}}</c> out of strings and writes them back. <c>\{{</c> is a plain <c>{{</c>, and backslashes before it count
/// in pairs (<c>\\{{x}}</c> is a backslash and a reference); elsewhere a backslash is nothing special.
/// </summary>
public static class TextSyntax
{
    private const string Open = "{{";
    private const string Close = "}}";

    /// <summary>False, with the reason (without full stop), where a reference is not closed or its name has other characters than letters, digits and <c>-_./</c>.</summary>
    public static bool TryParse(string text, out Text parsed, out string why)
    {
        var builder = new TextBuilder();
        (parsed, why) = (Text.Of(""), "");
        var scanned = 0;
        for (var i = 0; i < text.Length;)
        {
            if (TryEscape(text, ref i, ref scanned, out var escaped))
            {
                builder.Literal(escaped);
            }
            else if (StartsReference(text, i))
            {
                if (!TryReference(text, ref i, out var name, out why))
                {
                    return false;
                }

                builder.Reference(name);
            }
            else
            {
                builder.Literal(text[i++]);
            }
        }

        parsed = builder.Build();
        return true;
    }

    /// <summary>The string that <see cref="TryParse"/> reads as <paramref name="text"/>.</summary>
    public static string Format(Text text)
    {
        var written = new StringBuilder();
        foreach (var part in text.Parts)
        {
            if (part.IsReference)
            {
                written.Append('\\', BackslashesAtEnd(written)).Append(Open).Append(part.Value).Append(Close);
                continue;
            }

            for (var i = 0; i < part.Value.Length; i++)
            {
                if (At(part.Value, i, Open))
                {
                    written.Append('\\', BackslashesAtEnd(written) + 1).Append(Open);
                    i++;
                }
                else
                {
                    written.Append(part.Value[i]);
                }
            }
        }

        return written.ToString();
    }

    // Where backslashes and then two braces stand, what they mean; moves on to the braces that start a reference, or behind them.
    // What was looked at in vain is kept in scanned: a long run of backslashes must not be read again for each of them.
    internal static bool TryEscape(string text, ref int at, ref int scanned, out string literal)
    {
        literal = "";
        var braces = at;
        if (at < scanned)
        {
            return false;
        }

        while (braces < text.Length && text[braces] == '\\')
        {
            braces++;
        }

        var count = braces - at;
        if (count == 0 || !At(text, braces, Open))
        {
            scanned = braces;
            return false;
        }

        var plain = count % 2 == 1;
        literal = new string('\\', count / 2) + (plain ? Open : "");
        at = braces + (plain ? Open.Length : 0);
        return true;
    }

    // Of more than two braces the last two count: {"a":{{{x}}}} is JSON around a reference.
    internal static bool StartsReference(string text, int at) => At(text, at, Open) && !At(text, at + 1, Open);

    internal static bool TryReference(string text, ref int at, out string name, out string why)
    {
        (name, why) = ("", "");
        var end = text.IndexOf(Close, at + Open.Length, StringComparison.Ordinal);
        if (end < 0)
        {
            why = "a '{{' has no '}}'";
            return false;
        }

        name = text[(at + Open.Length)..end].Trim(' ');
        if (name.Length is 0 or > 200 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/'))
        {
            why = "what stands between '{{' and '}}' is no name";
            return false;
        }

        at = end + Close.Length;
        return true;
    }

    private static int BackslashesAtEnd(StringBuilder text)
    {
        var count = 0;
        while (count < text.Length && text[^(count + 1)] == '\\')
        {
            count++;
        }

        return count;
    }

    private static bool At(string text, int at, string what) => at <= text.Length && text.AsSpan(at).StartsWith(what, StringComparison.Ordinal);
}
