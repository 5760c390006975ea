using Bench.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bench.Recipes.Yaml;

/// <summary>
/// Makes a tree of YAML text. What makes YAML dangerous or surprising (anchors, aliases, merge keys, tags, several documents) is
/// refused; depth and number of nodes are bounded.
/// </summary>
internal sealed class YamlTreeReader
{
    private readonly string _file;
    private readonly DiagnosticBag _problems;
    private readonly SourcePlace? _onlyPlace;
    private readonly Parser _parser;
    private int _nodes;
    private bool _stopped;

    private YamlTreeReader(string text, string file, DiagnosticBag problems, SourcePlace? onlyPlace)
    {
        (_file, _problems, _onlyPlace) = (file, problems, onlyPlace);
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The tree, or null where the text is no YAML at all; <paramref name="onlyPlace"/> stands for all places (text of an option).</summary>
    public static YamlNode? Read(string text, string file, DiagnosticBag problems, SourcePlace? onlyPlace = null)
    {
        if (ControlCharacters.Refuse(text, onlyPlace?.File ?? file, problems))
        {
            return null;
        }

        var reader = new YamlTreeReader(text, file, problems, onlyPlace);
        try
        {
            return reader.Document();
        }
        catch (YamlException e)
        {
            var why = e.Message[(e.Message.IndexOf("): ", StringComparison.Ordinal) is var i and >= 0 ? i + 3 : 0)..].TrimEnd('.');
            problems.Error(Codes.YamlSyntax, reader.PlaceOf(e.Start), $"This is not YAML: {why}.", "Mend the YAML; indentation and quotes are the usual causes.");
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException or OverflowException)
        {
            // The scanner lets some of these through for text that is far from YAML, such as escapes beyond Unicode.
            problems.Error(Codes.YamlSyntax, onlyPlace ?? new(file), $"This is not YAML: {Shown.Quoted(e.Message)}.", "Mend the YAML.");
        }

        return null;
    }

    private YamlNode? Document()
    {
        YamlNode? root = null;
        while (!_stopped && _parser.MoveNext())
        {
            switch (_parser.Current)
            {
                case DocumentStart or DocumentEnd or StreamStart or StreamEnd or Comment:
                    break;
                case { } second when root is not null:
                    Refuse(second, "a second document", "Write one recipe a file.");
                    return root;
                default:
                    root = Node(depth: 0);
                    break;
            }
        }

        if (root is null)
        {
            _problems.Error(Codes.WrongType, _onlyPlace ?? new(_file, 1, 1), "The file is empty.", "Write keys and values.");
        }

        return root;
    }

    private YamlNode Node(int depth)
    {
        var start = _parser.Current!;
        var place = PlaceOf(start.Start);
        if (++_nodes > YamlLimits.Nodes || depth > YamlLimits.Depth)
        {
            return Stop(place, depth);
        }

        var refused = RefuseMarks(start);
        YamlNode read = start switch
        {
            Scalar scalar => ScalarNode(scalar, place),
            MappingStart => MappingNode(place, depth),
            SequenceStart => SequenceNode(place, depth),
            _ => new YamlBroken(place),
        };
        return refused ? new YamlBroken(place) : read;
    }

    private YamlNode ScalarNode(Scalar scalar, SourcePlace place)
    {
        // Escapes such as "\0" bring back what the check of the text kept out.
        if (ControlCharacters.IndexIn(scalar.Value) >= 0)
        {
            _problems.Error(Codes.NotText, place, "The value has a control character.", "Remove the escape.");
            return new YamlBroken(place);
        }

        return new YamlScalar(place, scalar.Value, scalar.Style is ScalarStyle.Plain);
    }

    private YamlSequence SequenceNode(SourcePlace place, int depth)
    {
        var items = new List<YamlNode>();
        while (Next() && _parser.Current is not SequenceEnd)
        {
            items.Add(Node(depth + 1));
        }

        return new(place, items);
    }

    private YamlMapping MappingNode(SourcePlace place, int depth)
    {
        var entries = new List<YamlEntry>();
        var seen = new Dictionary<string, SourcePlace>(StringComparer.Ordinal);
        while (Next() && _parser.Current is not MappingEnd)
        {
            var key = Node(depth + 1);
            if (!Next())
            {
                break;
            }

            var value = Node(depth + 1);
            switch (key)
            {
                case YamlScalar { IsPlain: true, Value: "<<" }:
                    _problems.Error(Codes.YamlFeature, key.Place, "Merge keys ('<<') are not read.", "Write the keys out.");
                    break;
                case YamlScalar { Value.Length: > YamlLimits.KeyLength }:
                    _problems.Error(Codes.TooLarge, key.Place, $"A key has more than {YamlLimits.KeyLength} characters.", "Shorten it.");
                    break;
                case YamlScalar scalar when !seen.TryAdd(scalar.Value, scalar.Place):
                    _problems.Error(Codes.DuplicateKey, key.Place, $"The key {Shown.Quoted(scalar.Value)} stands here twice{FirstPlace(seen[scalar.Value])}.", "Remove one of the two.");
                    break;
                case YamlScalar scalar:
                    entries.Add(new(scalar, value));
                    break;
                case YamlBroken:
                    break;
                default:
                    _problems.Error(Codes.YamlFeature, key.Place, "A key is a list or a mapping.", "Write a word as the key; quote text that starts with a brace or bracket, such as \"{{name}}\".");
                    break;
            }
        }

        return new(place, entries);
    }

    // Skips comments. False where the file ended or a bound was hit.
    private bool Next()
    {
        while (!_stopped && _parser.MoveNext())
        {
            if (_parser.Current is not Comment)
            {
                return true;
            }
        }

        return false;
    }

    private bool RefuseMarks(ParsingEvent start)
    {
        if (start is not NodeEvent node)
        {
            return start is AnchorAlias && Refuse(start, "an alias ('*name')", "Write the value out.");
        }

        if (!node.Anchor.IsEmpty)
        {
            return Refuse(node, "an anchor ('&name')", "Remove it; aliases are not read.");
        }

        return !node.Tag.IsEmpty && Refuse(node, "a tag ('!name')", "Remove it; the key decides the type.");
    }

    private bool Refuse(ParsingEvent at, string what, string mend)
    {
        _problems.Error(Codes.YamlFeature, PlaceOf(at.Start), $"There is {what}, which recipes do not have.", mend);
        return true;
    }

    private YamlBroken Stop(SourcePlace place, int depth)
    {
        _stopped = true;
        var what = depth > YamlLimits.Depth ? $"The nesting is deeper than {YamlLimits.Depth} levels." : $"There are more than {YamlLimits.Nodes} values.";
        _problems.Error(Codes.TooLarge, place, what, "Make it smaller: no recipe needs that.");
        return new(place);
    }

    private string FirstPlace(SourcePlace first) => _onlyPlace is null ? $" (first in line {first.Line})" : "";

    private SourcePlace PlaceOf(Mark mark) => _onlyPlace ?? new(_file, (int)mark.Line, (int)mark.Column);
}
