using System.Globalization;
using System.Text;

namespace Bench.Diagnostics;

/// <summary>Makes values of others fit to stand in a message: short, on one line, and without characters that steer a terminal.</summary>
public static class Shown
{
    private const int Longest = 60;

    /// <summary>The value in single quotes, cut after 60 characters; control and format characters become '?'.</summary>
    public static string Quoted(string value) => Quoted(value, Longest);

    /// <summary>As <see cref="Quoted(string)"/>, for the longer paths of recipes.</summary>
    public static string Path(string path) => Quoted(path, 3 * Longest);

    private static string Quoted(string value, int longest)
    {
        var text = new StringBuilder("'");
        foreach (var c in value.AsSpan(0, Math.Min(value.Length, longest)))
        {
            text.Append(IsPrintable(c) ? c : '?');
        }

        return text.Append(value.Length > longest ? "…'" : "'").ToString();
    }

    /// <summary>The values in single quotes, as <c>'a', 'b' or 'c'</c>; no more than ten of them.</summary>
    public static string Choice(IEnumerable<string> values)
    {
        var all = values.Take(11).Select(v => Quoted(v)).ToList();
        return all.Count switch
        {
            0 => "nothing",
            1 => all[0],
            > 10 => string.Join(", ", all.Take(10)) + ", …",
            _ => string.Join(", ", all.Take(all.Count - 1)) + " or " + all[^1],
        };
    }

    // Surrogates are shown as '?': a cut between two halves would make text that no encoder takes.
    private static bool IsPrintable(char c) => char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
