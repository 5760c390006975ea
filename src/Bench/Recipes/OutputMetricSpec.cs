using System.ComponentModel;
using System.Text.RegularExpressions;

namespace Bench.Recipes;

[Description("A number in a program's output: exactly one of 'json', 'csv' and 'regex' says where.")]
public sealed record OutputMetricSpec
{
    /// <summary>Characters of a regular expression at most.</summary>
    internal const int MaxRegexLength = 1000;

    [Description("A JSON path of names and indices, such as end.sum_received.bits_per_second or runs[0].tps.")]
    public string? Json { get; init; }

    [Description("A column of CSV with a header line; its values are reduced by 'reduce'.")]
    public string? Csv { get; init; }

    [Description("A .NET regular expression whose first group is the number; several matches are reduced by 'reduce'.")]
    public string? Regex { get; init; }

    [Description("A file in the job's folder to read instead of the standard output.")]
    public string? File { get; init; }

    [Description("The unit that the number has, such as 1/s, s, B or %.")]
    public string Unit { get; init; } = "1";

    [Description("Which way is better.")]
    public Direction Better { get; init; } = Direction.Higher;

    [Description("How several values become one.")]
    public Reduction Reduce { get; init; } = Reduction.Last;

    [Description("How the values of several instances become one.")]
    public AcrossKind Across { get; init; } = AcrossKind.Mean;

    [Description("What the number is multiplied with, for another unit: 0.001 turns ms into s.")]
    public double Scale { get; init; } = 1;

    /// <summary>The expression as it must be used: culture-free, and with a limit of 2 s for a match, so that no pattern hangs a run.</summary>
    /// <exception cref="System.Text.RegularExpressions.RegexParseException">It is no regular expression.</exception>
    public static Regex CreateRegex(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.Multiline, TimeSpan.FromSeconds(2));
}
