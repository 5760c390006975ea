namespace Bench.Recipes.Validation;

/// <summary>Options and binds of container runtimes: each word stays what it is on the runtime's command line.</summary>
internal static class ContainerRules
{
    public const string OptionMend = "Write the options of the runtime, one word each, such as [--no-home, --pid].";

    /// <summary>The index of the first option that would be taken for something else, or null: the image follows the options.</summary>
    public static int? BadOption(IReadOnlyList<Text> options)
    {
        for (var i = 0; i < options.Count; i++)
        {
            var first = options[i].Parts.Count > 0 ? options[i].Parts[0] : null;
            var isOption = first is { IsReference: false } && first.Value.StartsWith('-');
            if (options[i].ToString() is "" or "-" or "--" || (i == 0 && !isOption) || HasControl(options[i]))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>True for <c>source[:target[:options]]</c> with absolute paths; a path may begin with a reference.</summary>
    public static bool IsBind(Text bind)
    {
        // Apptainer splits at commas and colons, and knows no way to quote either.
        var fields = string.Concat(bind.Parts.Select(p => p.IsReference ? "/" : p.Value)).Split(':');
        return fields.Length <= 3
            && fields.Take(2).All(f => f.StartsWith('/'))
            && fields.All(f => f.Length > 0)
            && !bind.Parts.Any(p => !p.IsReference && p.Value.Contains(','))
            && !HasControl(bind);
    }

    private static bool HasControl(Text text) => text.Parts.Any(p => p.Value.Any(char.IsControl));
}
