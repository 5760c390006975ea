using Bench.Diagnostics;
using Bench.Recipes.Yaml;

namespace Bench.Recipes.Secrets;

/// <summary>Looks for passwords, tokens and keys in a tree. Its messages never show what it found.</summary>
internal static class SecretFinder
{
    // Text that is about output or for people; what looks like an assignment there is none.
    private static readonly HashSet<string> Prose = new(StringComparer.Ordinal) { "description", "regex", "text", "contains" };

    public static void Check(YamlNode node, DiagnosticBag problems) => Check(node, "", problems);

    private static void Check(YamlNode node, string key, DiagnosticBag problems)
    {
        switch (node)
        {
            case YamlMapping map:
                foreach (var entry in map.Entries)
                {
                    Check(entry.Value, entry.Key.Value, problems);
                }

                break;
            case YamlSequence list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    // In a list of words the value of an option stands behind it.
                    var option = i > 0 && list.Items[i - 1] is YamlScalar { Value: { } word } && word.StartsWith("--", StringComparison.Ordinal) && !word.Contains('=')
                        ? word
                        : key;
                    Check(list.Items[i], option, problems);
                }

                break;
            case YamlScalar scalar when (SecretRules.IsSecretKey(key) && SecretRules.IsSecretValue(scalar.Value))
                || (!Prose.Contains(key) && SecretRules.HasSecret(scalar.Value)):
                problems.Error(Codes.SecretInFile, scalar.Place, $"The value at {Shown.Quoted(key)} looks like a secret, and no secret ever stands in a recipe.",
                    "Set it as an environment variable where the job runs, and write {{env.NAME}} here.");
                break;
            default:
                break;
        }
    }
}
