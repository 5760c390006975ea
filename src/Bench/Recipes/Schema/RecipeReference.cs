using System.Text;
using Bench.Recipes.Binding;
using Bench.Recipes.Syntax;
using Bench.Recipes.Yaml;

namespace Bench.Recipes.Schema;

/// <summary>Makes the tables of keys in <c>docs/recipes.md</c> of the records.</summary>
public static class RecipeReference
{
    /// <summary>Markdown: a table for each record, the recipe's first, then those that it leads to, then the cluster file's.</summary>
    public static string Tables()
    {
        var text = new StringBuilder();
        var seen = new HashSet<Type>();
        foreach (var root in new[] { typeof(RecipeSpec), typeof(ClusterSpec) })
        {
            var queue = new Queue<RecordShape>([RecordShape.Of(root)]);
            while (queue.TryDequeue(out var shape))
            {
                if (seen.Add(shape.Type))
                {
                    Table(shape, text);
                    Next(shape).ToList().ForEach(queue.Enqueue);
                }
            }
        }

        return text.ToString();
    }

    private static IEnumerable<RecordShape> Next(RecordShape shape) => shape.IsAbstract
        ? shape.Kinds.Values.Select(RecordShape.Of)
        : shape.Keys.Select(k => k.Value.Element ?? k.Value)
            .Where(v => v.Form is ValueForm.Record or ValueForm.LoadRate)
            .Select(v => v.Form == ValueForm.Record ? v.Record : RecordShape.Of(typeof(RampSpec)));

    private static void Table(RecordShape shape, StringBuilder text)
    {
        var title = shape.Kind is null ? Title(shape.Type) : $"{Title(shape.Family.Type)} of kind {shape.Kind}";
        text.Append("### ").Append(title).Append("\n\n");
        if (shape.IsAbstract)
        {
            var kinds = shape.Kinds.Select(k => $"[`{k.Key}`](#{Anchor($"{Title(shape.Type)} of kind {k.Key}")}) ({RecordShape.Of(k.Value).Description.TrimEnd('.')})");
            text.Append("`kind:` says which: ").AppendJoin("; ", kinds).Append(".\n\n");
            return;
        }

        text.Append(shape.Description).Append("\n\n| Key | Value | Default | Meaning |\n|---|---|---|---|\n");
        var defaults = shape.Create();
        foreach (var key in shape.Keys)
        {
            text.Append($"| `{key.Name}` | {Value(key.Value)}{Bounds(key)} | {Default(key, defaults)} | {key.Description.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        text.Append('\n');
    }

    private static string Value(ValueShape shape) => shape.Form switch
    {
        ValueForm.Integer => "whole number",
        ValueForm.Choice => string.Join(", ", shape.Choices.Keys.Select(c => $"`{c}`")),
        ValueForm.Port => "`auto`, 1 to 65535",
        ValueForm.LoadRate => $"rate, `{LoadRate.MaxWord}` or [{Title(typeof(RampSpec)).ToLowerInvariant()}](#{Anchor(Title(typeof(RampSpec)))})",
        ValueForm.Command => "list of text, or one string",
        ValueForm.Sweep => "paths with lists of values",
        ValueForm.String => "plain text",
        ValueForm.Text => "text with references",
        ValueForm.List => "list of " + Value(shape.Element!),
        ValueForm.Map => "names, each with " + Value(shape.Element!),
        ValueForm.Record => $"[{Title(shape.Type).ToLowerInvariant()}](#{Anchor(Title(shape.Type))})",
        _ => shape.Form.ToString().ToLowerInvariant(),
    };

    private static string Bounds(KeyShape key)
    {
        if (key.Range is not { } range)
        {
            return "";
        }

        Func<double, string> show = key.Value.Form == ValueForm.Duration ? s => DurationSyntax.Format(TimeSpan.FromSeconds(s)) : NumberSyntax.Format;
        return $", {show(range.Min)} to {show(range.Max)}";
    }

    private static string Default(KeyShape key, object record) => (key.IsRequired, key.Get(record)) switch
    {
        (true, _) => "**needed**",
        (_, null) => "",
        var (_, value) when key.Value.IsScalar => $"`{YamlWriter.Flow(SpecWriter.Node(value, key.Value))}`",
        _ => "",
    };

    private static string Title(Type record)
    {
        var name = RecipeSchema.NameOf(record).Replace('-', ' ');
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static string Anchor(string title) => title.ToLowerInvariant().Replace(' ', '-');
}
