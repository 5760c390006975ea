namespace Bench.Reports;

/// <summary>The ladder of prefixes of each unit.</summary>
internal static class QuantityScales
{
    private static readonly (double From, QuantityScale Scale)[] Seconds =
    [
        (0, new(1e-9, " ns")), (1e-6, new(1e-6, " µs")), (1e-3, new(1e-3, " ms")), (1, new(1, " s")),
        (600, new(60, " min")), (7200, new(3600, " h")),
    ];

    private static readonly (double From, QuantityScale Scale)[] Plain =
    [
        (0, new(1, "", 4, KeepZeros: false)), (1e7, new(1e6, "M", 4, KeepZeros: false)), (1e9, new(1e9, "G", 4, KeepZeros: false)),
    ];

    /// <summary>Ascending: from which value on each scale is used.</summary>
    public static IReadOnlyList<(double From, QuantityScale Scale)> Of(string unit) => unit switch
    {
        "s" => Seconds,
        "" or "1" => Plain,
        "B" => Binary(""),
        "B/s" => Binary("/s"),
        "bit/s" or "bits/s" => Decimal(" ", "bit/s", from: 1),
        "W" or "J" or "Hz" => Decimal(" ", unit, from: 1),
        "%" or "cores" => [(0, new(1, " " + unit))],
        _ when unit.StartsWith("1/", StringComparison.Ordinal) => Decimal("", unit[1..], from: 1, digits: 4, keepZeros: false),
        // An unknown unit may be one that takes no prefix (tps, °C): only large numbers get one, at the number.
        _ => [(0, new(1, " " + unit, 4, KeepZeros: false)), (1e4, new(1e3, "k " + unit, 4, KeepZeros: false)), (1e6, new(1e6, "M " + unit, 4, KeepZeros: false))],
    };

    private static (double From, QuantityScale Scale)[] Binary(string per) =>
    [
        (0, new(1, " B" + per, 4, KeepZeros: false)), (1 << 10, new(1 << 10, " KiB" + per)), (1 << 20, new(1 << 20, " MiB" + per)),
        (1 << 30, new(1 << 30, " GiB" + per)), (1L << 40, new(1L << 40, " TiB" + per)),
    ];

    private static (double From, QuantityScale Scale)[] Decimal(string space, string unit, double from, int digits = 3, bool keepZeros = true) =>
    [
        (0, new(1, space + unit, digits, keepZeros)), (1e3 * from, new(1e3, $"{space}k{unit}", digits, keepZeros)),
        (1e6 * from, new(1e6, $"{space}M{unit}", digits, keepZeros)), (1e9 * from, new(1e9, $"{space}G{unit}", digits, keepZeros)),
    ];
}
