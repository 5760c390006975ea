namespace Bench.Sdk.Display;

/// <summary>Workflow commands of GitHub Actions, with its escaping.</summary>
internal static class GitHubCommand
{
    /// <summary><c>::error file=a.yaml,line=1::text</c>; properties without a value are left out.</summary>
    public static string Of(string name, string message, params (string Name, string? Value)[] properties)
    {
        var given = properties.Where(property => !string.IsNullOrEmpty(property.Value)).Select(property => $"{property.Name}={Property(property.Value!)}");
        var list = string.Join(',', given);
        return $"::{name}{(list.Length == 0 ? "" : " " + list)}::{Data(message)}";
    }

    /// <summary>Takes a text of unknown origin the power to be a command: GitHub looks for those at the beginning of lines.</summary>
    public static string Defuse(string text)
    {
        if (!text.Contains("::", StringComparison.Ordinal) && !text.Contains("##[", StringComparison.Ordinal))
        {
            return text;
        }

        var lines = text.Split('\n').Select(line => line.TrimStart() is ['#', '#', '[', ..] or [':', ':', ..] ? "| " + line : line);
        return string.Join('\n', lines);
    }

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
