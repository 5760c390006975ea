using System.Text;
using System.Text.RegularExpressions;

namespace Bench.Reports;

/// <summary>Makes foreign text harmless in GitHub flavoured Markdown.</summary>
internal static partial class MarkdownText
{
    /// <summary>Running text: nothing in it is markup, a mention, a link or a new line any more; safe in a table cell.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (var c in OneLine(text))
        {
            _ = c switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                // Someone's name in a recipe must not send him a message when the report is pasted into an issue.
                '@' => result.Append("&#64;"),
                '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '#' or '|' or '~' or '$' => result.Append('\\').Append(c),
                _ => result.Append(c),
            };
        }

        // Bare addresses become links by themselves; a full stop or colon as an entity stops that.
        return Autolink().Replace(result.ToString(), m => m.Value.Replace(":", "&#58;", StringComparison.Ordinal).Replace("www.", "www&#46;", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Text that starts a line, where <c>-</c>, <c>+</c> and <c>1.</c> would start a list.</summary>
    public static string EscapeParagraph(string text) => BlockStart().Replace(Escape(text), m => m.Value[..^1] + "\\" + m.Value[^1]);

    /// <summary>A code span; fenced by more backticks than the text has in a row, safe in a table cell.</summary>
    public static string Code(string text)
    {
        // Pipes split cells even in code spans, unless they are escaped there too.
        var line = OneLine(text).Replace("|", "\\|", StringComparison.Ordinal);
        if (line.Trim().Length == 0)
        {
            return "";
        }

        var fence = new string('`', LongestRun(line) + 1);
        var pad = line.StartsWith('`') || line.EndsWith('`') ? " " : "";
        return fence + pad + line + pad + fence;
    }

    /// <summary>A fenced block, which nothing in <paramref name="text"/> can end.</summary>
    public static string Block(string text, string language)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}{language}\n{CleanText.Of(text).TrimEnd('\n')}\n{fence}";
    }

    private static string OneLine(string text) => Blank().Replace(CleanText.Of(text), " ").Trim();

    private static int LongestRun(string text) => Backticks().Matches(text).Select(m => m.Length).DefaultIfEmpty(0).Max();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"\b(?:[a-z][a-z0-9+.-]*://|mailto:|www\.)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Autolink();

    [GeneratedRegex(@"^(?:[-+=]|[0-9]+[.)])")]
    private static partial Regex BlockStart();
}
