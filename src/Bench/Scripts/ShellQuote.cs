using System.Globalization;
using System.Text;
using Bench.Diagnostics;
using Bench.Recipes;

namespace Bench.Scripts;

/// <summary>
/// Writes values as words of bash. A word never holds a line break of its own, so that it is safe in a comment (<c>#SBATCH</c>) too.
/// </summary>
public static class ShellQuote
{
    /// <summary><c>'…'</c>; with control characters <c>$'…\n…'</c>. Throws BENCH2005 for a NUL.</summary>
    public static string Literal(string value)
    {
        if (value.Contains('\0'))
        {
            throw new BenchException(ExitStatus.Usage, new Diagnostic(
                Codes.ValueHasNul, null, $"The value '{value.Replace("\0", "\\0", StringComparison.Ordinal)}' holds a NUL character.", "Remove it."));
        }

        return value.Any(char.IsControl) ? AnsiC(value) : "'" + value.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }

    /// <summary>As it is where that is safe, else quoted: for command lines that people read.</summary>
    public static string IfNeeded(string value) =>
        value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:,+@%".Contains(c, StringComparison.Ordinal)) ? value : Literal(value);

    /// <summary>Literals quoted, references as quoted variables: <c>'lit'"${SERVICE_PORT}"'lit'</c>. Throws BENCH2005 and BENCH2006.</summary>
    public static string Text(Text text)
    {
        var parts = text.Parts.Where(p => p.IsReference || p.Value.Length > 0).ToList();
        return parts.Count == 0 ? "''" : string.Concat(parts.Select(p => p.IsReference ? Reference(p.Value) : Literal(p.Value)));
    }

    private static string Reference(string name) =>
        RuntimeNames.VariableOf(name) is { } variable
            ? $"\"${{{variable}}}\""
            : throw new BenchException(ExitStatus.Usage, new Diagnostic(
                Codes.UnknownReference,
                null,
                $"'{{{{{name}}}}}' is not known to a running job.",
                Nearest.To(name, RuntimeNames.Variables.Keys) is { } near
                    ? $"Did you mean '{{{{{near}}}}}'?"
                    : $"Known are {string.Join(", ", RuntimeNames.Variables.Keys)}."));

    private static string AnsiC(string value)
    {
        var result = new StringBuilder("$'");
        foreach (var c in value)
        {
            _ = c switch
            {
                '\n' => result.Append("\\n"),
                '\t' => result.Append("\\t"),
                '\r' => result.Append("\\r"),
                '\'' => result.Append("\\'"),
                '\\' => result.Append("\\\\"),

                // Always two digits: bash takes no more, so that a digit that follows stays a digit.
                < ' ' or '\x7f' => result.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => result.Append(c),
            };
        }

        return result.Append('\'').ToString();
    }
}
