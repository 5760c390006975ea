using System.Globalization;
using Bench.Workloads.Command;
using CsvHelper;
using CsvHelper.Configuration;

namespace Bench.Workloads.RedisBenchmark;

/// <summary>
/// Reads what <c>redis-benchmark --csv</c> of Redis 6.2 and later prints: a header, then a row a test with its rate and its latencies in ms.
/// Earlier ones print no latencies; their output is refused. Warnings may stand around the table.
/// </summary>
internal static class RedisBenchmarkOutput
{
    private const string Header = "\"test\",\"rps\"";

    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture) { MissingFieldFound = null, BadDataFound = null };

    /// <exception cref="OutputException">There is no table, or no row in it that was measured.</exception>
    public static IReadOnlyList<RedisBenchmarkRow> Read(string output)
    {
        var start = output.IndexOf(Header, StringComparison.Ordinal);
        if (start < 0)
        {
            throw new OutputException("it has no table with a header, as redis-benchmark 6.2 and later print with --csv.");
        }

        using var reader = new CsvReader(new StringReader(output[start..]), Configuration);
        reader.Read();
        reader.ReadHeader();
        var rows = new List<RedisBenchmarkRow>();
        while (reader.Read())
        {
            if (Row(reader) is { } row && rows.TrueForAll(r => r.Test != row.Test))
            {
                rows.Add(row);
            }
        }

        return rows.Find(r => r.Rate <= 0) is { } idle ? throw new OutputException($"the rate of test '{idle.Test}' is 0.")
            : rows.Count > 0 ? rows
            : throw new OutputException("its table has no rows.");
    }

    private static RedisBenchmarkRow? Row(CsvReader reader)
    {
        // "LPUSH (needed to benchmark LRANGE)" is how lrange fills its list, not a test that was asked for.
        var name = reader.GetField("test") ?? "";
        if (name.Contains("(needed to benchmark", StringComparison.Ordinal))
        {
            return null;
        }

        double?[] values = [Number("rps"), Milliseconds("avg"), Milliseconds("p50"), Milliseconds("p95"), Milliseconds("p99"), Milliseconds("max")];
        var test = name.Split(" (")[0].ToLowerInvariant();
        return test.Length == 0 || !test.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') || values.Any(v => v is null)
            ? null
            : new(test, values[0]!.Value, values[1]!.Value, values[2]!.Value, values[3]!.Value, values[4]!.Value, values[5]!.Value);

        double? Number(string column) =>
            double.TryParse(reader.GetField(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value >= 0 ? value : null;

        double? Milliseconds(string column) => Number(column + "_latency_ms") / 1000;
    }
}
