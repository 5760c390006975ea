using System.Globalization;

namespace Bench.Reports.Html;

/// <summary>
/// From values to colours: cividis (Nuñez, Anderton and Renslow, PLoS ONE 13(7), 2018), whose lightness rises evenly for normal and for colour-blind eyes. Bright is good.
/// Logarithmic where values span more than a decade.
/// </summary>
internal sealed class HeatScale
{
    // Ten of its colours, evenly spaced.
    private static readonly int[] Colours =
        [0x00224E, 0x123570, 0x3B496C, 0x575D6D, 0x707173, 0x8A8678, 0xA59C74, 0xC3B369, 0xE1CC55, 0xFEE838];

    // Values that hardly differ must not look as if they did.
    private const double LeastSpan = 1.5;
    private const double Decade = 10;

    private readonly bool _higherIsBetter;

    public HeatScale(IReadOnlyCollection<double> values, string unit, bool higherIsBetter)
    {
        _higherIsBetter = higherIsBetter;
        var positive = values.Where(v => v > 0).ToList();
        IsLog = positive.Count > 0 && positive.Max() / positive.Min() > Decade;
        (Low, High) = IsLog ? (positive.Min(), positive.Max()) : values.Count == 0 ? (0, 1) : (values.Min(), values.Max());
        if (!IsLog && higherIsBetter)
        {
            Low = Math.Min(Low, High / LeastSpan);
        }
        else if (!IsLog)
        {
            High = Math.Max(High, Low > 0 ? Low * LeastSpan : Low == High ? Low + 1 : High);
        }

        Axis = IsLog ? LogAxis.Covering(Low, High, unit) : LinearAxis.Covering(Low, High, unit, 4, fromZero: false);
    }

    public bool IsLog { get; }

    public double Low { get; }

    public double High { get; }

    /// <summary>For the legend; it is a little wider than the values.</summary>
    public Axis Axis { get; }

    /// <summary>0 for the worst colour, 1 for the best.</summary>
    public double Share(double value)
    {
        var (low, high) = (Axis.Transform(Low), Axis.Transform(High));
        var share = Math.Clamp((Axis.Transform(value) - low) / (high - low), 0, 1);
        return double.IsFinite(share) ? _higherIsBetter ? share : 1 - share : 0;
    }

    /// <summary>0xRRGGBB.</summary>
    public static int Colour(double share)
    {
        var at = share * (Colours.Length - 1);
        var i = Math.Min((int)at, Colours.Length - 2);
        return (Mix(16) << 16) | (Mix(8) << 8) | Mix(0);

        int Mix(int shift) => (int)Math.Round(((Colours[i] >> shift) & 255) + ((at - i) * (((Colours[i + 1] >> shift) & 255) - ((Colours[i] >> shift) & 255))));
    }

    public static string Css(double share) => "#" + Colour(share).ToString("x6", CultureInfo.InvariantCulture);

    /// <summary>Whether dark text reads better on it: WCAG's relative luminance at which both contrasts are alike.</summary>
    public static bool IsBright(double share)
    {
        var colour = Colour(share);
        return (0.2126 * Linear(colour >> 16)) + (0.7152 * Linear(colour >> 8)) + (0.0722 * Linear(colour)) > 0.179;

        static double Linear(int channel)
        {
            var c = (channel & 255) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }
    }
}
