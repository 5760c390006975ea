namespace Bench.Recipes.Validation;

/// <summary>What names may look like. They become parts of file names, job names, scripts and metrics, so the rule is narrow.</summary>
internal static class NameRules
{
    public const string NameMend = "Use letters, digits, '-', '_' and '.', at most 63 of them, with a letter or digit first.";

    public static bool IsName(string text) =>
        text.Length is > 0 and <= 63 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>As a name, with slashes that group: <c>latency/p99</c>.</summary>
    public static bool IsMetric(string text) => text.Split('/').All(IsName);

    /// <summary>A token of HTTP: methods and header names.</summary>
    public static bool IsToken(string text) =>
        text.Length is > 0 and <= 100 && text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c));
}
