using System.Collections;
using Bench.Diagnostics;
using Bench.Recipes.Syntax;
using Bench.Recipes.Yaml;

namespace Bench.Recipes.Binding;

/// <summary>
/// Makes records of a tree. It goes on after an error, so that all errors are told at once: what cannot be read keeps its default or
/// an empty value, and its path stands in <see cref="Broken"/>, so that no later check complains about the same thing again.
/// </summary>
/// <param name="problems">Takes the errors.</param>
/// <param name="whole">What the file is, for messages: "a recipe".</param>
/// <param name="resolve">Gives the text that a reference stands for, or null where it stays a reference.</param>
internal sealed class RecordBinder(DiagnosticBag problems, string whole, Func<string, Text?>? resolve = null)
{
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);
    private readonly List<TextUse> _texts = [];

    /// <summary>Paths whose values could not be read.</summary>
    public IReadOnlySet<string> Broken => _broken;

    /// <summary>All texts that have references.</summary>
    public IReadOnlyList<TextUse> Texts => _texts;

    /// <summary>The record; it may be used in part even where there are errors. Null where the tree is no mapping at all.</summary>
    public T? Bind<T>(YamlNode root)
        where T : class => (T?)Value(root, ValueShape.Of(typeof(T)), range: null, path: "");

    /// <summary>Reads one value alone, for its errors.</summary>
    public object? Value(YamlNode node, ValueShape shape, RangeAttribute? range, string path)
    {
        var value = node is YamlBroken ? null : shape.Form switch
        {
            ValueForm.Record => Record(node, shape.Record, path),
            ValueForm.List => List(node, shape, path),
            ValueForm.Map => Map(node, shape, path),
            ValueForm.Command => Command(node, path),
            ValueForm.Sweep => Sweep(node, path),
            ValueForm.LoadRate => LoadRateOf(node, range, path),
            ValueForm.Text => Scalar(node, path) is { } text ? TextOf(text, path) : null,
            _ => Scalar(node, path) is { } scalar ? ScalarBinder.Read(scalar, shape, range, path, problems) : null,
        };
        if (value is null)
        {
            _broken.Add(path);
        }

        return value;
    }

    private object? Record(YamlNode node, RecordShape shape, string path)
    {
        if (Mapping(node, path) is not { } mapping || (shape.IsAbstract ? KindOf(mapping, shape, path) : shape) is not { } kind)
        {
            return null;
        }

        var record = kind.Create();
        foreach (var (key, value) in mapping.Entries)
        {
            if (key.Value == "kind" && kind.Kind is not null)
            {
                continue;
            }

            if (kind.ByName.GetValueOrDefault(key.Value) is not { } known)
            {
                UnknownKey(key, kind, path);
                continue;
            }

            var optional = !known.IsRequired && known.Get(record) is null;
            if (!(optional && value is YamlScalar { IsNull: true }) && Value(value, known.Value, known.Range, Join(path, key.Value)) is { } read)
            {
                known.Set(record, read);
            }
        }

        FillRequired(record, kind, mapping, path);
        return record;
    }

    private RecordShape? KindOf(YamlMapping mapping, RecordShape shape, string path)
    {
        if (mapping.Find("kind") is not { } entry)
        {
            problems.Error(Codes.MissingKey, mapping.Place, $"{Name(path)} has no 'kind'.", $"Add 'kind:' with {Shown.Choice(shape.Kinds.Keys)}.");
            return null;
        }

        if (Scalar(entry.Value, Join(path, "kind")) is not { } scalar)
        {
            return null;
        }

        if (shape.OfKind(scalar.Value) is { } kind)
        {
            return kind;
        }

        var near = Nearest.To(scalar.Value, shape.Kinds.Keys);
        problems.Error(Codes.UnknownKind, scalar.Place, $"{Name(path)} has the unknown kind {Shown.Quoted(scalar.Value)}.",
            (near is null ? "" : $"Did you mean '{near}'? ") + $"Known kinds: {Shown.Choice(shape.Kinds.Keys)}.");
        return null;
    }

    private void UnknownKey(YamlScalar key, RecordShape kind, string path)
    {
        if (problems.IsFull)
        {
            return;
        }

        var mend = Nearest.To(key.Value, kind.ByName.Keys) is { } near
            ? $"Did you mean '{near}'?"
            : $"Known keys: {string.Join(", ", kind.ByName.Keys)}.";
        problems.Error(Codes.UnknownKey, key.Place, $"{Name(path)} has no key {Shown.Quoted(key.Value)}.", mend);
    }

    private void FillRequired(object record, RecordShape kind, YamlMapping mapping, string path)
    {
        foreach (var key in kind.Keys)
        {
            if (!key.IsRequired)
            {
                continue;
            }

            if (mapping.Find(key.Name) is null)
            {
                _broken.Add(Join(path, key.Name));
                problems.Error(Codes.MissingKey, mapping.Place, $"{Name(path)} has no '{key.Name}'.", $"Add '{key.Name}:' ({key.Description.TrimEnd('.')}).");
            }

            if (key.Get(record) is null && Empty(key.Value) is { } empty)
            {
                key.Set(record, empty);
            }
        }
    }

    private object? List(YamlNode node, ValueShape shape, string path)
    {
        if (node is not YamlSequence sequence)
        {
            return Wrong(node, path, "a list", "Write it as [a, b], or one item a line after '- '.");
        }

        var list = (IList)Activator.CreateInstance(shape.Container!)!;
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            if (Value(sequence.Items[i], shape.Element!, range: null, $"{path}.{i}") is { } item)
            {
                list.Add(item);
            }
        }

        return list;
    }

    private object? Map(YamlNode node, ValueShape shape, string path)
    {
        if (Mapping(node, path) is not { } mapping)
        {
            return null;
        }

        var map = (IDictionary)Activator.CreateInstance(shape.Container!)!;
        foreach (var (key, value) in mapping.Entries)
        {
            if (Value(value, shape.Element!, range: null, Join(path, key.Value)) is { } item)
            {
                map.Add(key.Value, item);
            }
        }

        return map;
    }

    private CommandSpec? Command(YamlNode node, string path)
    {
        if (node is YamlSequence)
        {
            var words = (IReadOnlyList<Text>)List(node, ValueShape.Of(typeof(IReadOnlyList<Text>)), path)!;
            return words.Count > 0 ? new(words) : NoCommand(node, path);
        }

        if (node is not YamlScalar { IsNull: false } scalar)
        {
            return (CommandSpec?)Wrong(node, path, "a command", "Write a list of words such as [prog, --flag], or one string.");
        }

        var split = CommandSyntax.Split(scalar.Value);
        if (split.NeedsShell is { } sign)
        {
            var what = sign == '\n' ? "several lines" : Shown.Quoted(sign.ToString());
            problems.Error(Codes.CommandNeedsShell, node.Place, $"{Shown.Path(path)} has {what}, which only a shell understands.",
                "No shell reads it: quote the sign, or write [sh, -c, '…'] to have one.");
            return null;
        }

        if (split.Why is not null)
        {
            problems.Error(Codes.BadValue, node.Place, $"{Shown.Path(path)} cannot be split into words: {split.Why}.", "Mend it, or write a list of words.");
            return null;
        }

        return split.Words.Count == 0 ? NoCommand(node, path) : new([.. split.Words.Select(w => Used(w, node, path))]);
    }

    private CommandSpec? NoCommand(YamlNode node, string path) =>
        (CommandSpec?)Wrong(node, path, "a command", "Write the program and its arguments.");

    private LoadRate? LoadRateOf(YamlNode node, RangeAttribute? range, string path)
    {
        if (node is YamlMapping)
        {
            return Record(node, RecordShape.Of(typeof(RampSpec)), path) is RampSpec ramp ? LoadRate.Of(ramp) : null;
        }

        if (Scalar(node, path) is not { } scalar)
        {
            return null;
        }

        return scalar.Value == LoadRate.MaxWord ? LoadRate.Max
            : ScalarBinder.Read(scalar, ValueShape.Of(typeof(Rate)), range, path, problems) is Rate rate ? (LoadRate)rate : null;
    }

    private SweepSpec? Sweep(YamlNode node, string path)
    {
        if (Mapping(node, path) is not { } mapping)
        {
            return null;
        }

        var zip = mapping.Find("zip") is { } entry ? Mapping(entry.Value, Join(path, "zip")) : null;
        return new(
            Axes(mapping.Entries.Where(e => e.Key.Value != "zip"), path),
            Axes(zip?.Entries ?? [], Join(path, "zip")));
    }

    private OrderedDictionary<string, IReadOnlyList<string>> Axes(IEnumerable<YamlEntry> entries, string path)
    {
        var axes = new OrderedDictionary<string, IReadOnlyList<string>>();
        foreach (var (key, value) in entries)
        {
            var at = Join(path, key.Value);
            if (value is YamlSequence { Items.Count: > 0 } list)
            {
                axes.Add(key.Value, [.. list.Items.Select(YamlWriter.Flow)]);
            }
            else if (value is not YamlBroken)
            {
                _broken.Add(at);
                problems.Error(Codes.SweepValues, value.Place, $"{Name(at)} is no list of values.", "Write the values as [1, 2, 4].");
            }
        }

        return axes;
    }

    private Text? TextOf(YamlScalar scalar, string path)
    {
        if (TextSyntax.TryParse(scalar.Value, out var text, out var why))
        {
            return Used(text, scalar, path);
        }

        problems.Error(Codes.BadReference, scalar.Place, $"In {Shown.Path(path)} {why}.", "Write {{name}}; for braces that are no reference write '\\{{'.");
        return null;
    }

    private Text Used(Text text, YamlNode node, string path)
    {
        if (text.IsLiteral)
        {
            return text;
        }

        _texts.Add(new(path, node.Place, text));
        if (resolve is null)
        {
            return text;
        }

        var resolved = new TextBuilder();
        foreach (var part in text.Parts)
        {
            _ = !part.IsReference ? resolved.Literal(part.Value)
                : resolve(part.Value) is { } inner ? resolved.Append(inner)
                : resolved.Reference(part.Value);
        }

        return resolved.Build();
    }

    private YamlScalar? Scalar(YamlNode node, string path) => node switch
    {
        YamlScalar { IsNull: true } => (YamlScalar?)Wrong(node, path, "a value", "Write a value, or '' for empty text; leave the key out for its default."),
        YamlScalar scalar => scalar,
        _ => (YamlScalar?)Wrong(node, path, "a single value", "Write one value."),
    };

    private YamlMapping? Mapping(YamlNode node, string path) => node as YamlMapping
        ?? (YamlMapping?)Wrong(node, path, "a mapping of keys to values", "Write 'key: value' lines below it, or {key: value}.");

    private object? Wrong(YamlNode node, string path, string wanted, string mend)
    {
        var got = node switch
        {
            YamlBroken => null,
            YamlScalar { IsNull: true } => "empty",
            YamlScalar scalar => $"the single value {Shown.Quoted(scalar.Value)}",
            YamlSequence => "a list",
            _ => "a mapping",
        };
        if (got is not null)
        {
            problems.Error(Codes.WrongType, node.Place, $"{Name(path)} is {got}, not {wanted}.", mend);
        }

        return null;
    }

    private static object? Empty(ValueShape shape) => shape.Form switch
    {
        ValueForm.String => "",
        ValueForm.Text => Text.Of(""),
        ValueForm.Command => new CommandSpec([]),
        ValueForm.List or ValueForm.Map => Activator.CreateInstance(shape.Container!),
        _ => null,
    };

    private string Name(string path) => path.Length == 0 ? whole : Shown.Path(path);

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
