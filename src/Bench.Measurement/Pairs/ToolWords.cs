using System.Globalization;

namespace Bench.Measurement.Pairs;

/// <summary>Numbers and durations as the tools take them, and what their errors have in common.</summary>
internal static class ToolWords
{
    private static readonly string[] NoWay =
    [
        "connection refused", "no route to host", "network is unreachable", "host is unreachable", "timed out", "unable to connect", "failed to connect",
        "name or service not known", "temporary failure in name resolution",
    ];

    internal static string Word(this double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    internal static string Word(this long value) => value.ToString(CultureInfo.InvariantCulture);

    internal static string Word(this int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whole seconds, up, for tools that cut off what is behind the point; at least 1.</summary>
    internal static long WholeSeconds(double seconds) => (long)Math.Clamp(Math.Ceiling(seconds), 1, 86400 * 30);

    /// <summary>A problem from what a tool said of it.</summary>
    internal static PairReading Failed(string tool, string? text, int status)
    {
        var said = Sentence(text);
        return said.Length == 0
            ? PairReading.Of(PairProblem.ToolFailed, $"{tool} ended with status {status}.")
            : PairReading.Of(
                NoWay.Any(n => said.Contains(n, StringComparison.OrdinalIgnoreCase)) ? PairProblem.Unreachable : PairProblem.ToolFailed,
                said.StartsWith(tool + ":", StringComparison.Ordinal) ? said : $"{tool}: {said}");
    }

    /// <summary>The last line that says something, as a sentence that is not too long: tools tell of what ended them last.</summary>
    internal static string Sentence(string? text)
    {
        const int Longest = 300;
        var line = (text ?? "").Split('\n').Select(Clean).LastOrDefault(l => l.Length > 0) ?? "";
        line = line.Length > Longest ? line[..Longest] + "…" : line;
        return line.Length == 0 || line.EndsWith('.') || line.EndsWith('…') ? line : line + ".";
    }

    // Control characters do not belong into reports.
    private static string Clean(string line) => string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
