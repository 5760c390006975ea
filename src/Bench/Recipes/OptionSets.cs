using Bench.Diagnostics;
using Bench.Recipes.Binding;
using Bench.Recipes.Yaml;

namespace Bench.Recipes;

/// <summary>Applies <c>--set path=value</c> to the tree of a recipe, before it is read: what an option says is checked as what the file says.</summary>
internal static class OptionSets
{
    public static YamlNode Apply(YamlNode root, IReadOnlyList<KeyValuePair<string, string>> sets, DiagnosticBag problems)
    {
        foreach (var (path, text) in sets)
        {
            var place = new SourcePlace("--set " + Shown.Path(path).Trim('\''));
            if (KeyPath.Find(root, typeof(RecipeSpec), path, out var what, out var mend) is not { Steps.Count: > 0 } found)
            {
                problems.Error(Codes.BadSet, place, what.Length > 0 ? what : "The option names no key.", mend.Length > 0 ? mend : "Write --set path=value.");
            }
            else if (Value(text, place, problems) is { } value)
            {
                root = found.Set(root, value);
            }
        }

        return root;
    }

    /// <summary>A list or mapping in YAML's flow style, a value in quotes, or else the text as it is ('#' and ': ' have no meaning there).</summary>
    public static YamlNode? Value(string text, SourcePlace place, DiagnosticBag problems)
    {
        var yaml = text.Length > 0 && (text[0] is '[' or '\'' or '"' || (text[0] == '{' && !text.StartsWith("{{", StringComparison.Ordinal)));
        if (yaml)
        {
            return YamlTreeReader.Read(text, place.File, problems, place);
        }

        return ControlCharacters.Refuse(text, place.File, problems) ? null : new YamlScalar(place, text, isPlain: true);
    }
}
