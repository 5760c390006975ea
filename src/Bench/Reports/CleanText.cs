using System.Text;

namespace Bench.Reports;

/// <summary>Takes out of foreign text what no text file should hold: control characters, halves of surrogate pairs, and marks that turn the reading direction around.</summary>
internal static class CleanText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The same text with <c>U+FFFD</c> in the place of each such character; new lines and tabs stay.</summary>
    public static string Of(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            // EnumerateRunes itself gives U+FFFD for half a pair. U+FFFE and U+FFFF are no XML.
            var bad = (Rune.IsControl(rune) && rune.Value is not ('\n' or '\t'))
                || rune.Value is 0xFFFE or 0xFFFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
            _ = bad ? result.Append(Replacement) : result.Append(rune);
        }

        return result.ToString();
    }
}
