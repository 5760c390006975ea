using System.Globalization;
using System.Text;

namespace Bench.Recipes.Syntax;

/// <summary>Durations as users write them: <c>90s</c>, <c>1h30m</c>, <c>250ms</c>, <c>1.5s</c>. A number without unit is refused: seconds and milliseconds look the same.</summary>
public static class DurationSyntax
{
    /// <summary>The JSON Schema's pattern.</summary>
    public const string Pattern = @"^([0-9]+(\.[0-9]+)?(us|ms|s|m|h|d))+$";

    private static readonly (string Unit, decimal Ticks)[] Units =
    [
        ("us", TimeSpan.TicksPerMicrosecond),
        ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond),
        ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour),
        ("d", TimeSpan.TicksPerDay),
    ];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        decimal ticks = 0;
        var at = 0;
        while (at < text.Length)
        {
            var number = Scan(text, at, c => char.IsAsciiDigit(c) || c == '.');
            var unit = Scan(text, at + number.Length, char.IsAsciiLetterLower);
            var factor = Array.Find(Units, u => u.Unit == unit).Ticks;
            // 15 digits are thousands of years in microseconds, and far from what a decimal cannot hold.
            if (factor == 0 || number.Length > 15 || !TryDecimal(number, out var value))
            {
                return false;
            }

            ticks += value * factor;
            at += number.Length + unit.Length;
            if (ticks > TimeSpan.MaxValue.Ticks)
            {
                return false;
            }
        }

        duration = TimeSpan.FromTicks((long)decimal.Round(ticks));
        return text.Length > 0;
    }

    /// <summary>The shortest exact form: <c>90s</c> as <c>1m30s</c>, 0 as <c>0s</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        var text = new StringBuilder();
        decimal rest = duration.Ticks;
        for (var i = Units.Length - 1; i >= 0 && rest > 0; i--)
        {
            var (unit, size) = Units[i];
            // The smallest unit takes what is left, with its decimal: a tick is a tenth of a microsecond.
            var count = i == 0 ? rest / size : decimal.Floor(rest / size);
            if (count > 0)
            {
                text.Append(count.ToString("0.#", CultureInfo.InvariantCulture)).Append(unit);
                rest -= count * size;
            }
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }

    private static string Scan(string text, int from, Func<char, bool> wanted)
    {
        var to = from;
        while (to < text.Length && wanted(text[to]))
        {
            to++;
        }

        return text[from..to];
    }

    private static bool TryDecimal(string number, out decimal value)
    {
        value = 0;
        return number.Length > 0 && number[0] != '.' && number[^1] != '.'
            && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }
}
