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
    private readonly Stack<SourcePlace> _openFlow = [];
    private SourcePlace _last;
    private int _nodes;
    private bool _stopped;

    private YamlTreeReader(string text, string file, DiagnosticBag problems, SourcePlace? onlyPlace)
    {
        (_file, _problems, _onlyPlace) = (file, problems, onlyPlace);
        _parser = new Parser(new StringReader(text));
        _last = onlyPlace ?? new(file, 1, 1);
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
            reader.Fail(reader.PlaceOf(e.Start), e.Message.TrimEnd('.'));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException or OverflowException)
        {
            // YamlDotNet's scanner lets these through for some text, such as a mapping in braces that is not closed.
            reader.Fail(reader._last, "the parser gives up after this place");
        }

        return null;
    }

    private void Fail(SourcePlace place, string why)
    {
        var mend = _openFlow.TryPeek(out var open) && _onlyPlace is null
            ? $"Look whether the brace or bracket in line {open.Line}, column {open.Column} is closed."
            : "Mend the YAML; indentation and quotes are the usual causes.";
        _problems.Error(Codes.YamlSyntax, place, $"This is not YAML: {why}.", mend);
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

        if (_stopped)
        {
            // Half a tree would only give errors about what was not read.
            return null;
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
        var place = _last = PlaceOf(start.Start);
        if (++_nodes > YamlLimits.Nodes || depth > YamlLimits.Depth)
        {
            return Stop(place, depth);
        }

        var refused = RefuseMarks(start);
        var isFlow = start is MappingStart { Style: MappingStyle.Flow } or SequenceStart { Style: SequenceStyle.Flow };
        if (isFlow)
        {
            _openFlow.Push(place);
        }

        YamlNode read = start switch
        {
            Scalar scalar => ScalarNode(scalar, place),
            MappingStart => MappingNode(place, depth),
            SequenceStart => SequenceNode(place, depth),
            _ => new YamlBroken(place),
        };
        if (isFlow)
        {
            _openFlow.Pop();
        }

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

    private YamlNode MappingNode(SourcePlace place, int depth)
    {
        var entries = new List<YamlEntry>();
        var merged = false;
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
                    merged = true;
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

        return merged ? new YamlBroken(place) : new YamlMapping(place, entries);
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
