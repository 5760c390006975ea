using System.Globalization;

namespace Bench.Recipes.Syntax;

/// <summary>Sizes in powers of 1024: <c>512M</c>, <c>8G</c>, <c>1.5T</c>, <c>100B</c>. A number without unit is refused: Slurm takes it as megabytes, Kubernetes as bytes.</summary>
public static class SizeSyntax
{
    /// <summary>The JSON Schema's pattern.</summary>
    public const string Pattern = @"^[0-9]+(\.[0-9]+)?[BKMGTP]$";

    private const string Units = "BKMGTP";

    public static bool TryParse(string text, out ByteSize size)
    {
        size = default;
        var power = text.Length == 0 ? -1 : Units.IndexOf(text[^1]);
        if (power < 0 || !NumberSyntax.TryPlain(text.AsSpan(0, text.Length - 1), out var number))
        {
            return false;
        }

        var unit = (decimal)(1L << (10 * power));
        if (number > long.MaxValue / unit || decimal.Truncate(number * unit) != number * unit)
        {
            return false;
        }

        size = new((long)(number * unit));
        return true;
    }

    /// <summary>In the largest unit that divides it: 8589934592 as <c>8G</c>.</summary>
    public static string Format(ByteSize size)
    {
        var (value, power) = (size.Bytes, 0);
        while (value != 0 && value % 1024 == 0 && power < Units.Length - 1)
        {
            (value, power) = (value / 1024, power + 1);
        }

        return value.ToString(CultureInfo.InvariantCulture) + Units[power];
    }
}
