using System.Globalization;

namespace Bench.Reports.Html;

/// <summary>A linear axis with marks at 1, 2 or 5 times a power of ten (of two, for bytes), its ends at marks.</summary>
internal sealed class LinearAxis : Axis
{
    private readonly double _step;
    private readonly QuantityScale _scale;

    private LinearAxis(double min, double max, double step, string unit, QuantityScale scale)
        : base(min, max, unit)
    {
        _step = step;
        _scale = scale;
    }

    public override string Kind => "linear";

    // On an axis "k/s" would read like a unit of its own.
    public override string LabelUnit => _scale.Suffix.Trim() switch
    {
        ['/', .. var per] => "1/" + per,
        ['k', '/', .. var per] => "10³/" + per,
        ['M', '/', .. var per] => "10⁶/" + per,
        ['G', '/', .. var per] => "10⁹/" + per,
        var suffix => suffix,
    };

    public override IReadOnlyList<Tick> Ticks
    {
        get
        {
            var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(_step / _scale.Factor) - 1e-9), 0, 9);
            var format = "#,0." + new string('0', decimals);
            var count = (int)Math.Round((Max - Min) / _step);
            return [.. Enumerable.Range(0, count + 1).Select(i => Min + (i * _step))
                .Select(v => new Tick(v, (v / _scale.Factor).ToString(format, CultureInfo.InvariantCulture)))];
        }
    }

    /// <summary>An axis that shows all values. Zero belongs to it, unless the values are far from it and <paramref name="fromZero"/> is false.</summary>
    /// <param name="marks">About how many.</param>
    public static LinearAxis Covering(double low, double high, string unit, int marks = 5, bool fromZero = true)
    {
        if (fromZero || low >= 0 && low < 0.5 * high)
        {
            (low, high) = (Math.Min(0, low), Math.Max(0, high));
        }

        if (!(high > low))
        {
            // All values are the same: give the line some room.
            (low, high) = low == 0 ? (0, 1) : (Math.Min(low, 0), Math.Max(low, 0));
        }

        var scale = Quantity.ScaleFor(Math.Max(Math.Abs(low), Math.Abs(high)), unit);
        var step = NiceStep((high - low) / marks / scale.Factor, binary: unit is "B" or "B/s" && scale.Factor > 1) * scale.Factor;
        if (unit is "1" or "" && high >= 1)
        {
            // Half a thread is none.
            step = Math.Max(step, 1);
        }

        return new LinearAxis(Math.Floor(low / step + 1e-9) * step, Math.Ceiling(high / step - 1e-9) * step, step, unit, scale);
    }

    public override double Transform(double value) => value;

    private static double NiceStep(double rough, bool binary)
    {
        if (binary && rough >= 1)
        {
            return Math.Pow(2, Math.Ceiling(Math.Log2(rough) - 1e-9));
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { <= 1.0001 => 1, <= 2.0001 => 2, <= 5.0001 => 5, _ => 10 } * power;
    }
}
