using System.Collections;
using System.Globalization;
using Bench.Diagnostics;
using Bench.Recipes.Syntax;
using Bench.Recipes.Yaml;

namespace Bench.Recipes.Binding;

/// <summary>Makes the tree of a record, with all defaults written out and all values in their canonical form: the inverse of <see cref="RecordBinder"/>.</summary>
internal static class SpecWriter
{
    private static readonly SourcePlace Nowhere = new("");

    public static YamlMapping Tree(object record) => (YamlMapping)Node(record, ValueShape.Of(record.GetType()));

    public static YamlNode Node(object value, ValueShape shape) => shape.Form switch
    {
        ValueForm.Record => Record(value),
        ValueForm.List => new YamlSequence(Nowhere, [.. ((IEnumerable)value).Cast<object>().Select(v => Node(v, shape.Element!))]),
        ValueForm.Map => Map(value, shape),
        ValueForm.Command => new YamlSequence(Nowhere, [.. ((CommandSpec)value).Words.Select(TextScalar)]),
        ValueForm.Sweep => Sweep((SweepSpec)value),
        ValueForm.LoadRate when ((LoadRate)value).Ramp is { } ramp => Record(ramp),
        ValueForm.Text => TextScalar((Text)value),
        ValueForm.String => new YamlScalar(Nowhere, (string)value, YamlWriter.ReadsAsText((string)value)),
        _ => new YamlScalar(Nowhere, Format(value), isPlain: true),
    };

    private static string Format(object value) => value switch
    {
        TimeSpan t => DurationSyntax.Format(t),
        ByteSize s => SizeSyntax.Format(s),
        Rate r => RateSyntax.Format(r),
        LoadRate l => l.Rate is { } r ? RateSyntax.Format(r) : LoadRate.MaxWord,
        Percentage p => PercentageSyntax.Format(p),
        PortSpec p => PortSyntax.Format(p),
        double d => NumberSyntax.Format(d),
        bool b => b ? "true" : "false",
        Enum e => KebabCase.Of(e.ToString()),
        IFormattable n => n.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"{value.GetType()} has no written form."),
    };

    private static YamlMapping Record(object record)
    {
        var shape = RecordShape.Of(record.GetType());
        var entries = new List<YamlEntry>(shape.Keys.Count + 1);
        if (shape.Kind is not null)
        {
            entries.Add(Entry("kind", new YamlScalar(Nowhere, shape.Kind, isPlain: true)));
        }

        foreach (var key in shape.Keys)
        {
            if (key.Get(record) is { } value)
            {
                entries.Add(Entry(key.Name, Node(value, key.Value)));
            }
        }

        return new(Nowhere, entries);
    }

    private static YamlMapping Map(object map, ValueShape shape)
    {
        var entries = new List<YamlEntry>();
        foreach (var item in (IEnumerable)map)
        {
            // The values' type is only known at run time; a KeyValuePair has no interface without it.
            var (key, value) = ((string)Property(item, "Key"), Property(item, "Value"));
            entries.Add(Entry(key, Node(value, shape.Element!)));
        }

        return new(Nowhere, entries);
    }

    // Values of a sweep are text here; plain where that reads as the same text, so that numbers stay numbers.
    private static YamlMapping Sweep(SweepSpec sweep)
    {
        var entries = Axes(sweep.Product).ToList();
        if (sweep.Zip.Count > 0)
        {
            entries.Add(Entry("zip", new YamlMapping(Nowhere, [.. Axes(sweep.Zip)])));
        }

        return new(Nowhere, entries);
    }

    private static IEnumerable<YamlEntry> Axes(IReadOnlyDictionary<string, IReadOnlyList<string>> axes) =>
        axes.Select(a => Entry(a.Key, new YamlSequence(Nowhere, [.. a.Value.Select(v => new YamlScalar(Nowhere, v, isPlain: true))])));

    private static object Property(object item, string name) => item.GetType().GetProperty(name)!.GetValue(item)!;

    private static YamlScalar TextScalar(Text text)
    {
        var written = TextSyntax.Format(text);
        return new(Nowhere, written, YamlWriter.ReadsAsText(written)) { Text = text };
    }

    private static YamlEntry Entry(string key, YamlNode value) => new(new(Nowhere, key, YamlWriter.ReadsAsText(key)), value);
}
