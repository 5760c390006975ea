using Bench.Diagnostics;
using Bench.Recipes.Yaml;

namespace Bench.Recipes.Binding;

/// <summary>
/// A path of a recipe that options and sweeps set: found by the records' keys, so that keys which the file left out can be set too.
/// </summary>
/// <param name="Steps">Keys and indices on the way.</param>
/// <param name="Shape">What stands there; null for a <c>kind</c>.</param>
/// <param name="Range">The bounds of the value.</param>
internal sealed record KeyPath(IReadOnlyList<string> Steps, ValueShape? Shape, RangeAttribute? Range)
{
    /// <summary>Finds the path; null, with what is wrong and a mend, where the records have no such key.</summary>
    public static KeyPath? Find(YamlNode root, Type type, string path, out string what, out string mend)
    {
        var finder = new Finder();
        var found = finder.Walk(root, ValueShape.Of(type), null, path);
        (what, mend) = (finder.What, finder.Mend);
        return found;
    }

    /// <summary>The tree with <paramref name="value"/> at this path; nodes beside the path are shared with the old tree.</summary>
    public YamlNode Set(YamlNode root, YamlNode value) => Set(root, 0, value);

    private YamlNode Set(YamlNode? node, int step, YamlNode value)
    {
        if (step == Steps.Count)
        {
            return value;
        }

        if (node is YamlSequence list)
        {
            var index = int.Parse(Steps[step], System.Globalization.CultureInfo.InvariantCulture);
            return list.With(index, Set(list.Items[index], step + 1, value));
        }

        var map = node as YamlMapping ?? new(value.Place, []);
        return map.With(Steps[step], Set(map.Find(Steps[step])?.Value, step + 1, value));
    }

    private sealed class Finder
    {
        private readonly List<string> _steps = [];

        public string What { get; private set; } = "";

        public string Mend { get; private set; } = "";

        public KeyPath? Walk(YamlNode? node, ValueShape shape, RangeAttribute? range, string rest) =>
            rest.Length == 0 ? new([.. _steps], shape, range) : shape.Form switch
            {
                ValueForm.Record => Key(node, shape.Record, rest),
                ValueForm.LoadRate when node is YamlMapping => Key(node, RecordShape.Of(typeof(RampSpec)), rest),
                ValueForm.Map => Name(node as YamlMapping, shape.Element!, rest),
                ValueForm.List => Item(node as YamlSequence, shape.Element!, rest),
                ValueForm.Command when node is YamlSequence words => Item(words, ValueShape.Of(typeof(Text)), rest),
                ValueForm.Sweep => Axis(rest, shape),
                _ => Fail($"{Here} has no keys of its own, so there is no {Shown.Quoted(rest)} in it.", "Set the key itself."),
            };

        private string Here => _steps.Count == 0 ? "The recipe" : Shown.Path(string.Join('.', _steps));

        private KeyPath? Key(YamlNode? node, RecordShape shape, string rest)
        {
            var (name, after) = Split(rest);
            var map = node as YamlMapping;
            if (name == "kind" && after.Length == 0 && (shape.IsAbstract || shape.Kind is not null))
            {
                _steps.Add(name);
                return new([.. _steps], null, null);
            }

            // Without a kind that is known (it may come with a later option) the keys of all kinds may be meant.
            var written = (map?.Find("kind")?.Value as YamlScalar)?.Value;
            IReadOnlyList<RecordShape> shapes = !shape.IsAbstract ? [shape]
                : written is not null && shape.OfKind(written) is { } kind ? [kind]
                : [.. shape.Kinds.Values.Select(RecordShape.Of)];
            if (shapes.Select(s => s.ByName.GetValueOrDefault(name)).FirstOrDefault(k => k is not null) is not { } key)
            {
                var known = shapes.SelectMany(s => s.ByName.Keys).Distinct().ToList();
                return Fail($"{Here} has no key {Shown.Quoted(name)}.",
                    Nearest.To(name, known) is { } near ? $"Did you mean '{near}'?" : $"Known keys: {string.Join(", ", known)}.");
            }

            _steps.Add(name);
            return Walk(map?.Find(name)?.Value, key.Value, key.Range, after);
        }

        private KeyPath? Name(YamlMapping? map, ValueShape element, string rest)
        {
            if (map is not null && TreePath.EntryFor(map, rest) is { } entry)
            {
                _steps.Add(entry.Key.Value);
                return Walk(entry.Value, element, null, rest[entry.Key.Value.Length..].TrimStart('.'));
            }

            // A value by a new name is added; a part of something by a new name is a slip of the pen.
            var (name, after) = element.IsScalar ? (rest, "") : Split(rest);
            if (after.Length > 0)
            {
                var known = map?.Entries.Select(e => e.Key.Value).ToList() ?? [];
                return Fail($"{Here} has no {Shown.Quoted(name)}.",
                    Nearest.To(name, known) is { } near ? $"Did you mean {Shown.Quoted(near)}?" : $"There is {Shown.Choice(known)}.");
            }

            _steps.Add(name);
            return Walk(null, element, null, "");
        }

        private KeyPath? Item(YamlSequence? list, ValueShape element, string rest)
        {
            var (index, after) = Split(rest);
            if (!int.TryParse(index, System.Globalization.NumberStyles.None, null, out var at) || at >= (list?.Items.Count ?? 0))
            {
                return Fail($"{Here} has no item {Shown.Quoted(index)}.",
                    list is { Items.Count: > 0 } ? $"Its items are 0 to {list.Items.Count - 1}." : "Set the whole list.");
            }

            _steps.Add($"{at}");
            return Walk(list!.Items[at], element, null, after);
        }

        private KeyPath Axis(string rest, ValueShape shape)
        {
            if (rest.StartsWith("zip.", StringComparison.Ordinal))
            {
                _steps.Add("zip");
                rest = rest[4..];
            }

            _steps.Add(rest);
            return new([.. _steps], shape, null);
        }

        private KeyPath? Fail(string what, string mend)
        {
            (What, Mend) = (what, mend);
            return null;
        }

        private static (string Name, string After) Split(string rest)
        {
            var dot = rest.IndexOf('.');
            return dot < 0 ? (rest, "") : (rest[..dot], rest[(dot + 1)..]);
        }
    }
}
