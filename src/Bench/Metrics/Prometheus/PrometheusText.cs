using System.Globalization;
using System.Text;

namespace Bench.Metrics.Prometheus;

/// <summary>
/// The Prometheus text format, version 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/); of OpenMetrics, whose lines are
/// nearly the same, exemplars are passed over.
/// </summary>
public static class PrometheusText
{
    /// <summary>Does not throw: what cannot be read is counted.</summary>
    public static PrometheusScrape Parse(string text)
    {
        var samples = new List<PrometheusSample>();
        var malformed = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (TryParseLine(line) is { } sample)
            {
                samples.Add(sample);
            }
            else
            {
                malformed++;
            }
        }

        return new PrometheusScrape(samples, malformed);
    }

    private static PrometheusSample? TryParseLine(ReadOnlySpan<char> line)
    {
        var name = TakeName(ref line);
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (name.Length == 0 || (line.StartsWith("{") && !TryTakeLabels(ref line, labels)))
        {
            return null;
        }

        var exemplar = line.IndexOf(" # ", StringComparison.Ordinal);
        var fields = (exemplar < 0 ? line : line[..exemplar]).ToString().Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is not (1 or 2) || TryParseValue(fields[0]) is not { } value)
        {
            return null;
        }

        DateTimeOffset? time = null;
        if (fields.Length == 2)
        {
            // Milliseconds; a range that no calendar holds is no timestamp.
            if (!long.TryParse(fields[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
                || Math.Abs(milliseconds) > 250_000_000_000_000 || milliseconds < -60_000_000_000_000)
            {
                return null;
            }

            time = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        }

        return new PrometheusSample(name, [.. labels], value, time);
    }

    private static string TakeName(ref ReadOnlySpan<char> line)
    {
        var length = 0;
        while (length < line.Length && (char.IsAsciiLetterOrDigit(line[length]) || line[length] is '_' or ':'))
        {
            length++;
        }

        var name = length > 0 && char.IsAsciiDigit(line[0]) ? "" : line[..length].ToString();
        line = line[length..].TrimStart();
        return name;
    }

    private static bool TryTakeLabels(ref ReadOnlySpan<char> line, SortedDictionary<string, string> labels)
    {
        line = line[1..].TrimStart();
        while (!line.StartsWith("}"))
        {
            var name = TakeName(ref line);
            if (name.Length == 0 || !line.StartsWith("="))
            {
                return false;
            }

            line = line[1..].TrimStart();
            if (TakeQuoted(ref line) is not { } value || !labels.TryAdd(name, value))
            {
                return false;
            }

            if (line.StartsWith(","))
            {
                line = line[1..].TrimStart(); // the format allows one after the last label too
            }
            else if (!line.StartsWith("}"))
            {
                return false;
            }
        }

        line = line[1..];
        return true;
    }

    private static string? TakeQuoted(ref ReadOnlySpan<char> line)
    {
        if (!line.StartsWith("\""))
        {
            return null;
        }

        var value = new StringBuilder();
        for (var i = 1; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '"':
                    line = line[(i + 1)..].TrimStart();
                    return value.ToString();
                case '\\' when i + 1 < line.Length:
                    i++;
                    value.Append(line[i] switch { 'n' => '\n', var c => c });
                    break;
                default:
                    value.Append(line[i]);
                    break;
            }
        }

        return null;
    }

    private static double? TryParseValue(string text) => text.ToUpperInvariant() switch
    {
        "+INF" or "INF" => double.PositiveInfinity,
        "-INF" => double.NegativeInfinity,
        "NAN" => double.NaN,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
    };
}
