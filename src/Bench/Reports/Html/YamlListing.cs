using System.Text.RegularExpressions;

namespace Bench.Reports.Html;

/// <summary>YAML with its keys and comments set off; no more than that, so that it cannot be wrong in ways that matter.</summary>
internal static partial class YamlListing
{
    public static void Write(Markup html, string yaml)
    {
        using (html.In("pre", ("class", "yaml")))
        using (html.In("code"))
        {
            foreach (var line in yaml.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            {
                Line(html, line);
                html.Line();
            }
        }
    }

    private static void Line(Markup html, string line)
    {
        if (line.AsSpan().TrimStart().StartsWith("#"))
        {
            html.Add("span", line, ("class", "comment"));
            return;
        }

        var key = Key().Match(line);
        if (key.Success)
        {
            html.Text(key.Groups[1].Value).Add("span", key.Groups[2].Value, ("class", "key"));
            line = line[key.Length..];
        }

        var comment = line.IndexOf(" #", StringComparison.Ordinal);
        html.Text(comment < 0 ? line : line[..comment]);
        if (comment >= 0)
        {
            html.Add("span", line[comment..], ("class", "comment"));
        }
    }

    [GeneratedRegex(@"^(\s*(?:- +)?)([A-Za-z0-9_.-]+(?=:(?:\s|$)))")]
    private static partial Regex Key();
}
