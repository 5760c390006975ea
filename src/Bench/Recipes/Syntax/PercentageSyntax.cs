using System.Globalization;

namespace Bench.Recipes.Syntax;

/// <summary>Shares: <c>5%</c> or <c>0.05</c>. A plain number above 1 is refused: 5 may be meant as 5% or as 500%.</summary>
public static class PercentageSyntax
{
    /// <summary>The JSON Schema's pattern, for text; plain numbers are from 0 to 1.</summary>
    public const string Pattern = @"^[0-9]+(\.[0-9]+)?%$";

    public static bool TryParse(string text, out Percentage percentage)
    {
        percentage = default;
        var percent = text.EndsWith('%');
        if (!NumberSyntax.TryPlain(percent ? text.AsSpan(0, text.Length - 1) : text, out var number) || (!percent && number > 1))
        {
            return false;
        }

        percentage = new(percent ? (double)(number / 100) : NumberSyntax.TryParse(text, out double exact) ? exact : (double)number);
        return true;
    }

    /// <summary>In percent, or as a share where the percent would not be exact.</summary>
    public static string Format(Percentage percentage)
    {
        var percent = ((decimal)percentage.Fraction * 100).ToString("0.####################", CultureInfo.InvariantCulture) + "%";
        var exact = TryParse(percent, out var same) && same == percentage;
        return exact || percentage.Fraction > 1 ? percent : percentage.Fraction.ToString("0.##############################", CultureInfo.InvariantCulture);
    }
}
