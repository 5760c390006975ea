using System.Text;

namespace Bench.Recipes.Syntax;

/// <summary>The spelling of names of the code in recipes: <c>StopGrace</c> is <c>stop-grace</c>.</summary>
public static class KebabCase
{
    public static string Of(string pascal)
    {
        var text = new StringBuilder(pascal.Length + 4);
        foreach (var c in pascal)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
