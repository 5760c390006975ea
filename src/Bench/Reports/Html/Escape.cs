using System.Text;

namespace Bench.Reports.Html;

/// <summary>Makes foreign text harmless in elements and attributes, of HTML and XML alike.</summary>
internal static class Escape
{
    public static void Append(StringBuilder target, string text)
    {
        // Control characters and halves of pairs are no XML at all, and a log may well hold some.
        foreach (var c in CleanText.Of(text))
        {
            _ = c switch
            {
                '&' => target.Append("&amp;"),
                '<' => target.Append("&lt;"),
                '>' => target.Append("&gt;"),
                '"' => target.Append("&quot;"),
                '\'' => target.Append("&#39;"),
                _ => target.Append(c),
            };
        }
    }
}
