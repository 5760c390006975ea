using Bench.Diagnostics;

namespace Bench.Recipes.Yaml;

/// <summary>Finds characters that a recipe never needs and that would show something else than what is run.</summary>
internal static class ControlCharacters
{
    /// <summary>Control characters except tab and line ends, and the bidirectional ones, which make text look other than it is.</summary>
    public static bool IsRefused(char c) => c switch
    {
        '\t' or '\n' or '\r' => false,
        < ' ' or (>= '\u007f' and <= '\u009f') => true,
        '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff' => true,
        (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => true,
        _ => false,
    };

    /// <summary>Index of the first refused character, or of the first half of a surrogate pair without its other half; -1 where there is none.</summary>
    public static int IndexIn(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || IsRefused(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Adds a diagnostic with the place of the first one; true where there is any.</summary>
    public static bool Refuse(string text, string file, DiagnosticBag problems)
    {
        var at = IndexIn(text);
        if (at < 0)
        {
            return false;
        }

        var before = text.AsSpan(0, at);
        var place = new SourcePlace(file, 1 + before.Count('\n'), at - before.LastIndexOf('\n'));
        problems.Error(Codes.NotText, place, $"There is a control character (U+{(int)text[at]:X4}).", "Remove it.");
        return true;
    }
}
