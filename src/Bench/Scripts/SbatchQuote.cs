using Bench.Diagnostics;

namespace Bench.Scripts;

/// <summary>
/// Writes values as words of an <c>#SBATCH</c> line. sbatch reads it by rules of its own: quotes of both kinds, a backslash that works inside
/// of both, no expansions, <c>#</c> outside of quotes as the beginning of a comment.
/// </summary>
internal static class SbatchQuote
{
    /// <summary>sbatch reads a word into a buffer of a fixed size.</summary>
    private const int Longest = 1000;

    /// <summary>Throws BENCH2010 for what no such line can carry.</summary>
    public static string Word(string value)
    {
        if (value.Length > Longest || value.Any(char.IsControl))
        {
            throw new BenchException(ExitStatus.Usage, new Diagnostic(
                Codes.NotForSbatch, null,
                $"The value {Shown.Quoted(value)} cannot be given to sbatch: it {(value.Length > Longest ? "is too long" : "holds a line break or another control character")}.",
                $"Use up to {Longest} printable characters."));
        }

        return "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
    }
}
