using Bench.Diagnostics;

namespace Bench.Scripts;

/// <summary>Further options of sbatch, as cluster files and recipes have them: <c>--constraint=cpu</c>, <c>-C cpu</c>; one option a line.</summary>
internal static class SbatchDirectives
{
    /// <summary>They would make several jobs of one, or none, or hide the job's id or folder.</summary>
    private static readonly HashSet<string> Reserved =
    [
        "--array", "-a", "--wait", "-W", "--wrap", "--test-only", "--clusters", "-M", "--parsable", "--job-name", "-J", "--output", "-o", "--error", "-e",
        "--chdir", "-D", "--export", "--export-file", "--open-mode", "--signal", "--input", "-i", "--quiet", "-Q", "--version", "-V", "--help", "-h", "--usage",
    ];

    /// <summary>The words of one: option and value, which is data to the end of the line. Throws BENCH2011.</summary>
    public static IReadOnlyList<string> Words(string directive)
    {
        var text = directive.Trim();
        if (text.StartsWith("#SBATCH", StringComparison.Ordinal))
        {
            text = text["#SBATCH".Length..].Trim();
        }

        var end = text.IndexOfAny([' ', '\t', '=']);
        var name = end < 0 ? text : text[..end];
        if (name.Length < 2 || name[0] != '-' || !name.AsSpan(1).ContainsAnyExcept('-') || Reserved.Contains(name) || (name[1] != '-' && Reserved.Contains(name[..2])))
        {
            throw new BenchException(ExitStatus.Usage, new Diagnostic(
                Codes.BadDirective, null,
                $"The directive {Shown.Quoted(directive)} cannot be given to sbatch: {(Reserved.Contains(name) || name is ['-', not '-', ..] ? "Bench itself sees to that option" : "it is no option")}.",
                "Write one option a line, such as --constraint=cpu."));
        }

        return end < 0 ? [name] : text[end] == '=' ? [text] : [name, text[end..].Trim()];
    }
}
