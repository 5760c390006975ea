using Bench.Load.Tests.Lua;
using Bench.Load.Wrk;

namespace Bench.Load.Tests.Wrk;

public class WrkReportTests
{
    // Of every four requests: 1, 2, 3 and 100 ms.
    private static readonly long[] Latencies = [1_000_000, 2_000_000, 3_000_000, 100_000_000];

    private static string Report(params string[] arguments)
    {
        var command = WrkCommand.Parse([.. arguments, "-d2", "http://127.0.0.1:8080/"]);
        return WrkReport.Head(command) + WrkReport.Of(command, LuaScripts.Result(Latencies));
    }

    // The shape is that of print_stats, print_hdr_latency and main in wrk2's wrk.c, byte for byte.
    [Fact]
    public void With_a_rate_the_report_is_wrk2s() => Assert.Equal(
        """
        Running 2s test @ http://127.0.0.1:8080/
          2 threads and 10 connections
          Thread Stats   Avg      Stdev     Max   +/- Stdev
            Latency    26.50ms   42.44ms  99.97ms   75.00%
            Req/Sec    25.00      7.07    30.00    100.00%
          Latency Distribution (HdrHistogram - Recorded Latency)
         50.000%    2.00ms
         75.000%    3.00ms
         90.000%  100.03ms
         99.000%  100.03ms
         99.900%  100.03ms
         99.990%  100.03ms
         99.999%  100.03ms
        100.000%  100.03ms

          Detailed Percentile spectrum:
               Value   Percentile   TotalCount 1/(1-Percentile)

               1.000     0.000000            1         1.00
               1.000     0.100000            1         1.11
               1.000     0.200000            1         1.25
               2.000     0.300000            2         1.43
               2.000     0.400000            2         1.67
               2.000     0.500000            2         2.00
               3.001     0.550000            3         2.22
               3.001     0.600000            3         2.50
               3.001     0.650000            3         2.86
               3.001     0.700000            3         3.33
               3.001     0.750000            3         4.00
             100.031     0.775000            4         4.44
             100.031     1.000000            4          inf
        #[Mean    =       26.500, StdDeviation   =       42.441]
        #[Max     =       99.968, Total count    =            4]
        #[Buckets =           27, SubBuckets     =         2048]
        ----------------------------------------------------------
          7 requests in 2.00s, 1.21KB read
          Socket errors: connect 1, read 4, write 0, timeout 2
          Non-2xx or 3xx responses: 3
        Requests/sec:      3.50
        Transfer/sec:     617.00B

        """,
        Report("-R4", "-L"));

    [Fact]
    public void Uncorrected_latencies_have_a_section_of_their_own() => Assert.Contains(
        "\n----------------------------------------------------------\n\n  Latency Distribution (HdrHistogram - Uncorrected Latency (measured without taking delayed starts into account))\n 50.000%    2.00ms\n",
        Report("-R4", "-U"), StringComparison.Ordinal);

    [Fact]
    public void Without_a_rate_the_report_is_wrks() => Assert.Contains(
        "  Latency Distribution\n     50%    2.00ms\n     75%    3.00ms\n     90%  100.03ms\n     99%  100.03ms\n  7 requests in 2.00s",
        Report("--latency"), StringComparison.Ordinal);

    [Fact]
    public void Without_latency_there_is_no_distribution() =>
        Assert.DoesNotContain("Distribution", Report("-R4"), StringComparison.Ordinal);

    // format_units changes at 0.85 of the next unit, and print_units keeps room for two letters.
    [Theory]
    [InlineData(849, "  849.00us")]
    [InlineData(850, "    0.85ms")]
    [InlineData(999_999, " 1000.00ms")]
    [InlineData(1_000_000, "    1.00s ")]
    [InlineData(50_900_000, "   50.90s ")]
    [InlineData(51_000_000, "    0.85m ")]
    public void Times_are_written_as_wrk_writes_them(double microseconds, string text) =>
        Assert.Equal(text, WrkUnits.Column(WrkUnits.Time(microseconds), 10));

    [Theory]
    [InlineData(30, "30s")]
    [InlineData(51, "1m")]
    [InlineData(3600, "60m")]
    public void The_length_of_the_test_has_no_decimals(long seconds, string text) => Assert.Equal(text, WrkUnits.Seconds(seconds));
}
