using System.Globalization;
using System.Text;

namespace Bench.Recipes.Yaml;

/// <summary>Writes trees as text: the same tree gives the same bytes.</summary>
internal static class YamlWriter
{
    // What YAML readers of other schemas take as null, boolean or number is quoted, though ours would read it as text.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n" };

    public static string Block(YamlMapping root)
    {
        var text = new StringBuilder();
        Mapping(root, 0, text);
        return text.ToString();
    }

    /// <summary>On one line; a scalar gives its bare value.</summary>
    public static string Flow(YamlNode node) => node switch
    {
        YamlScalar scalar => scalar.Value,
        YamlSequence list => "[" + string.Join(", ", list.Items.Select(FlowItem)) + "]",
        YamlMapping map => "{" + string.Join(", ", map.Entries.Select(e => Scalar(e.Key) + ": " + FlowItem(e.Value))) + "}",
        _ => "",
    };

    private static string FlowItem(YamlNode node) => node is YamlScalar scalar ? Scalar(scalar) : Flow(node);

    private static void Mapping(YamlMapping mapping, int indent, StringBuilder text)
    {
        foreach (var (key, value) in mapping.Entries)
        {
            text.Append(' ', indent).Append(Scalar(key)).Append(':');
            Value(value, indent, text);
        }
    }

    private static void Value(YamlNode value, int indent, StringBuilder text)
    {
        switch (value)
        {
            case YamlScalar scalar:
                text.Append(' ').Append(Scalar(scalar)).Append('\n');
                break;
            case YamlMapping { Entries.Count: > 0 } map:
                text.Append('\n');
                Mapping(map, indent + 2, text);
                break;
            case YamlSequence { Items: { Count: > 0 } items } when items.All(i => i is YamlMapping { Entries.Count: > 0 }):
                text.Append('\n');
                foreach (var item in items.Cast<YamlMapping>())
                {
                    var lines = new StringBuilder();
                    Mapping(item, indent + 4, lines);
                    text.Append(' ', indent + 2).Append("- ").Append(lines.ToString().AsSpan(indent + 4));
                }

                break;
            default:
                text.Append(' ').Append(Flow(value)).Append('\n');
                break;
        }
    }

    private static string Scalar(YamlScalar scalar) => scalar.IsPlain && IsSimple(scalar.Value) ? scalar.Value : Quoted(scalar.Value);

    /// <summary>True where text may stand without quotes and nobody takes it for something else.</summary>
    public static bool ReadsAsText(string value) => IsSimple(value) && !Words.Contains(value) && (char.IsAsciiLetter(value[0]) || value[0] is '/' or '_');

    private static bool IsSimple(string value) => value.Length > 0 && value[0] is not ('%' or '=')
        && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '+' or '%' or '=')
        && value is not ("-" or "---" or "...") && value != "<<";

    private static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\n' => text.Append(@"\n"),
                '\r' => text.Append(@"\r"),
                '\t' => text.Append(@"\t"),
                _ when ControlCharacters.IsRefused(c) || c is '\u0085' or '\u00a0' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }
}
