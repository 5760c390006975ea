using Bench.Diagnostics;
using Bench.Recipes.Syntax;
using Bench.Recipes.Yaml;

namespace Bench.Recipes.Binding;

/// <summary>
/// Finds what references stand for: the values of the recipe in canonical form, so that a recipe and its lock mean the same. Text that
/// is referred to may have references itself; circles and texts that grow without measure are refused.
/// </summary>
internal sealed class ReferenceResolver(YamlMapping recipe)
{
    /// <summary>Characters of a text after its references were put in.</summary>
    public const int LongestText = 64 * 1024;

    private const int Deepest = 32;

    private readonly Dictionary<string, ResolvedReference> _known = new(StringComparer.Ordinal);
    private readonly List<string> _open = [];
    private IReadOnlyList<string>? _names;

    public ResolvedReference Resolve(string name)
    {
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_open.Count > Deepest)
        {
            return new(null, Codes.TooLarge, $"The reference {Shown.Path(name)} is reached over more than {Deepest} others.", "Refer to the value itself.");
        }

        if (_open.Contains(name))
        {
            return new(null, Codes.ReferenceCycle, $"The reference {Shown.Path(name)} leads back to itself: {Shown.Path(string.Join(" → ", _open.Take(8).Append(name)))}.", "Break the circle.");
        }

        _open.Add(name);
        var found = TreePath.Find(recipe, name, out _) switch
        {
            YamlScalar { Text: { } text } => Inner(name, text),
            YamlScalar { Value: "auto" } when name.EndsWith(".port", StringComparison.Ordinal) =>
                new(null, Codes.DanglingReference, $"The port {Shown.Path(name)} is 'auto', which is only known when the service runs.", "Refer to {{service.port}}, or give the port a number."),
            YamlScalar scalar => new(Text.Of(scalar.Value)),
            null => Dangling(name),
            _ => new(null, Codes.DanglingReference, $"The reference {Shown.Path(name)} leads to no single value.", "Refer to one of its keys."),
        };
        _open.RemoveAt(_open.Count - 1);
        return _known[name] = found;
    }

    /// <summary>What the binder asks: null where the reference stays, for the job to resolve.</summary>
    public Text? TextOf(string name) => RuntimeNames.IsLate(name) ? null : Resolve(name).Text;

    private ResolvedReference Inner(string name, Text text)
    {
        var (builder, length) = (new TextBuilder(), 0);
        foreach (var part in text.Parts)
        {
            var piece = !part.IsReference ? Text.Of(part.Value) : RuntimeNames.IsLate(part.Value) ? new([part]) : null;
            if (piece is null)
            {
                var inner = Resolve(part.Value);
                if (inner.Text is null)
                {
                    return inner;
                }

                piece = inner.Text;
            }

            length += piece.Parts.Sum(p => p.Value.Length);
            if (length > LongestText)
            {
                return new(null, Codes.TooLarge, $"The reference {Shown.Path(name)} stands for more than {LongestText} characters.", "Make the text shorter.");
            }

            builder.Append(piece);
        }

        return new(builder.Build());
    }

    private ResolvedReference Dangling(string name)
    {
        _names ??= [.. RuntimeNames.Variables.Keys, .. RuntimeNames.OfPairs, .. TreePath.Scalars(recipe).Select(s => s.Key).Take(2000)];
        return new(null, Codes.DanglingReference, $"The reference {Shown.Path(name)} leads to nothing.", Nearest.To(name, _names) is { } near
            ? $"Did you mean {Shown.Path(near)}?"
            : $"Known are the recipe's own paths, such as workloads.load.rate, env.NAME, and {string.Join(", ", RuntimeNames.Variables.Keys)}.");
    }
}
