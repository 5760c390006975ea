using System.Globalization;

namespace Bench.Reports;

/// <summary>How values of a unit are written: divided by <paramref name="Factor"/>, followed by <paramref name="Suffix"/> (<c>" ms"</c>, <c>"k/s"</c>).</summary>
/// <param name="Digits">Significant digits.</param>
/// <param name="KeepZeros">Whether trailing zeros are digits too: 1.20 ms, but 100/s.</param>
internal sealed record QuantityScale(double Factor, string Suffix, int Digits = 3, bool KeepZeros = true)
{
    // Beyond these a row of zeros says less than an exponent.
    private const double Largest = 1e7;
    private const double Smallest = 1e-6;

    /// <summary>What of the suffix belongs to the number rather than to the unit, and cannot be left out of a range: the k of <c>12k/s</c>.</summary>
    public string Prefix => Suffix is ['k' or 'M' or 'G', ..] ? Suffix[..1] : "";

    public string Format(double value) => Number(value) + Suffix;

    /// <summary>The number without its unit, for tables and ranges that name the unit once.</summary>
    public string Number(double value)
    {
        // Rounded first: 0.99996 has its digits where 1.00 has them.
        var x = Quantity.Round(value / Factor, Digits);
        if (x == 0)
        {
            return "0";
        }

        var magnitude = Math.Abs(x);
        if (magnitude is >= Largest or < Smallest)
        {
            return x.ToString("0.##e0", CultureInfo.InvariantCulture);
        }

        var decimals = Math.Clamp(Digits - 1 - (int)Math.Floor(Math.Log10(magnitude)), 0, 9);
        var text = x.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return KeepZeros || !text.Contains('.', StringComparison.Ordinal) ? text : text.TrimEnd('0').TrimEnd('.');
    }
}
