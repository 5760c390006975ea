using System.Globalization;
using System.Text.RegularExpressions;
using Bench.Workloads.Command;

namespace Bench.Workloads.Wrk2;

/// <summary>
/// Reads what wrk, giltene's wrk2 and DeathStarBench's wrk2 print at their end (print_stats and print_hdr_latency of each one's wrk.c). What a script
/// printed around it is passed over.
/// </summary>
internal static partial class Wrk2Output
{
    /// <exception cref="OutputException">It has no report of a run that ended, or one without an answer.</exception>
    public static Wrk2Report Read(string output)
    {
        var total = Totals().Matches(output).LastOrDefault() ?? throw new OutputException("it has no line 'N requests in T, S read', as wrk and wrk2 print at their end.");
        var rate = PerSecond().Matches(output).LastOrDefault() ?? throw new OutputException("it has no line 'Requests/sec'.");
        var requests = long.Parse(total.Groups[1].Value, CultureInfo.InvariantCulture);
        if (requests == 0)
        {
            throw new OutputException("not one request was answered.");
        }

        var isHdr = output.Contains("HdrHistogram - Recorded", StringComparison.Ordinal);
        var dialect = Header().Match(output) is { Success: true } header && header.Groups[1].Value == "99%" ? Wrk2Dialect.DeathStarBench
            : isHdr ? Wrk2Dialect.Giltene
            : Wrk2Dialect.Wrk;
        // Of two distributions, corrected and not, the corrected stands first.
        var table = isHdr ? Section(output, "HdrHistogram - Recorded", "#[Buckets") : Section(output, "Latency Distribution", "requests in");
        var stats = Stats().Match(output);
        var mean = Mean().Match(table);
        var max = Max().Match(table);
        var errors = Errors().Match(output);
        long Error(int group) => errors.Success ? long.Parse(errors.Groups[group].Value, CultureInfo.InvariantCulture) : 0;
        return new Wrk2Report
        {
            Dialect = dialect,
            Requests = requests,
            Seconds = Time(total.Groups[2].Value) ?? 0,
            BytesRead = Bytes(total.Groups[3].Value),
            Rate = double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture),
            Mean = mean.Success ? Milliseconds(mean.Groups[1].Value) : stats.Success ? Time(stats.Groups[1].Value) : null,
            Stdev = mean.Success ? Milliseconds(mean.Groups[2].Value) : stats.Success ? Time(stats.Groups[2].Value) : null,
            // DeathStarBench prints the 99th percentile where the others print the maximum.
            Max = max.Success ? Milliseconds(max.Groups[1].Value) : stats.Success && dialect != Wrk2Dialect.DeathStarBench ? Time(stats.Groups[3].Value) : null,
            Samples = max.Success ? long.Parse(max.Groups[2].Value, CultureInfo.InvariantCulture) : null,
            Percentiles = Percentiles(table),
            ConnectErrors = Error(1),
            ReadErrors = Error(2),
            WriteErrors = Error(3),
            Timeouts = Error(4),
            StatusErrors = BadStatus().Match(output) is { Success: true } bad ? long.Parse(bad.Groups[1].Value, CultureInfo.InvariantCulture) : 0,
        };
    }

    private static Dictionary<double, double> Percentiles(string table)
    {
        var percentiles = new Dictionary<double, double>();
        foreach (Match row in Percentile().Matches(table))
        {
            // 100 % is the maximum, which has a line of its own.
            if (double.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture) is < 100 and var percentile && Time(row.Groups[2].Value) is { } value)
            {
                percentiles[percentile] = value;
            }
        }

        return percentiles;
    }

    private static string Section(string output, string from, string to)
    {
        var start = output.IndexOf(from, StringComparison.Ordinal);
        if (start < 0)
        {
            return "";
        }

        var end = output.IndexOf(to, start, StringComparison.Ordinal);
        return end < 0 ? output[start..] : output[start..end];
    }

    // As format_time_us writes them: from 51 s up in minutes. '-nan' is no time.
    private static double? Time(string text)
    {
        var match = Quantity().Match(text);
        return match.Success && double.TryParse(match.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? match.Groups[2].Value switch { "us" => value / 1e6, "ms" => value / 1e3, "s" => value, "m" => value * 60, "h" => value * 3600, _ => null }
            : null;
    }

    private static double? Milliseconds(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value / 1e3 : null;

    private static double Bytes(string text)
    {
        var match = Quantity().Match(text);
        var scale = match.Groups[2].Value.Length == 2 ? Math.Pow(1024, " KMGTP".IndexOf(match.Groups[2].Value[0], StringComparison.Ordinal)) : 1;
        return double.TryParse(match.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value * scale : 0;
    }

    [GeneratedRegex(@"^  (?:Overall )?(\d+) requests in (\S+), (\S+) read", RegexOptions.Multiline)]
    private static partial Regex Totals();

    [GeneratedRegex(@"^Requests/sec:\s+([0-9.]+)", RegexOptions.Multiline)]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"^  Thread Stats\s+Avg\s+Stdev\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex Header();

    [GeneratedRegex(@"^    Latency\s+(\S+)\s+(\S+)\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex Stats();

    [GeneratedRegex(@"^\s*([0-9.]+)%\s+(\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Percentile();

    [GeneratedRegex(@"#\[Mean\s+=\s+(\S+), StdDeviation\s+=\s+([^\]\s]+)")]
    private static partial Regex Mean();

    [GeneratedRegex(@"#\[Max\s+=\s+(\S+), Total count\s+=\s+(\d+)")]
    private static partial Regex Max();

    [GeneratedRegex(@"^  Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", RegexOptions.Multiline)]
    private static partial Regex Errors();

    [GeneratedRegex(@"^  Non-2xx or 3xx responses: (\d+)", RegexOptions.Multiline)]
    private static partial Regex BadStatus();

    [GeneratedRegex("^(-?[0-9.]+)([A-Za-z]+)$")]
    private static partial Regex Quantity();
}
