using System.Text.Json;
using Bench.Reports;
using static Bench.Tests.Reports.Verdicts.Judged;

namespace Bench.Tests.Reports;

public class SummaryFileTests
{
    private static readonly RunSummary Summary = SummaryBuilder.Build(Input(
        [Run(Result(("throughput", 90))), Run(Result(), 2), Run(Result(("throughput", 120), ("errors", 2)), 3)],
        "repeat: 3\nsweep: {workloads.load.connections: [10]}"));

    private static JsonElement Json => JsonDocument.Parse(SummaryFile.ToJson(Summary)).RootElement;

    [Fact]
    public void The_head_has_the_names_of_the_contract()
    {
        Assert.Equal("bench/summary/1", Json.GetProperty("schema").GetString());
        Assert.Equal("20261122-151233-hello-4f2a", Json.GetProperty("run").GetString());
        Assert.Equal("hello", Json.GetProperty("recipe").GetString());
        Assert.Equal("local", Json.GetProperty("cluster").GetString());
        Assert.Equal("DEGRADED", Json.GetProperty("verdict").GetString());
        Assert.Equal(Started, Json.GetProperty("started").GetDateTimeOffset());
        Assert.Equal(Started.AddSeconds(30), Json.GetProperty("ended").GetDateTimeOffset());
        Assert.Equal("6.1", Json.GetProperty("environment").GetProperty("kernel").GetString());
        Assert.EndsWith("}\n", SummaryFile.ToJson(Summary), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_has_code_and_text()
    {
        var reason = Json.GetProperty("reasons").EnumerateArray().Single();

        Assert.Equal("errors", reason.GetProperty("code").GetString());
        Assert.NotEqual("", reason.GetProperty("text").GetString());
    }

    [Fact]
    public void A_point_has_its_metrics_over_the_repeats()
    {
        var point = Json.GetProperty("points").EnumerateArray().Single();
        var throughput = point.GetProperty("metrics").GetProperty("load/throughput");

        Assert.Equal("p1", point.GetProperty("id").GetString());
        Assert.Equal("10", point.GetProperty("set").GetProperty("workloads.load.connections").GetString());
        Assert.Equal(3, point.GetProperty("repeats").GetInt32());
        Assert.Equal(100, throughput.GetProperty("value").GetDouble());
        Assert.Equal(("1/s", "higher", "http.throughput/1"), (
            throughput.GetProperty("unit").GetString(), throughput.GetProperty("better").GetString(), throughput.GetProperty("definition").GetString()));
        Assert.Equal((3, 90, 120), (throughput.GetProperty("n").GetInt32(), throughput.GetProperty("min").GetDouble(), throughput.GetProperty("max").GetDouble()));
        Assert.Equal(15.2753, throughput.GetProperty("stdev").GetDouble(), 4);
        Assert.Equal("lower", point.GetProperty("metrics").GetProperty("load/errors").GetProperty("better").GetString());
    }

    [Fact]
    public void One_repeat_has_no_standard_deviation()
    {
        var summary = JsonDocument.Parse(SummaryFile.ToJson(Of())).RootElement;

        Assert.False(summary.GetProperty("points")[0].GetProperty("metrics").GetProperty("load/throughput").TryGetProperty("stdev", out _));
        Assert.Equal("VALID", summary.GetProperty("verdict").GetString());
        Assert.Empty(summary.GetProperty("reasons").EnumerateArray());
    }

    [Fact]
    public void A_summary_is_read_as_it_was_written() =>
        Assert.Equal(SummaryFile.ToJson(Summary), SummaryFile.ToJson(SummaryFile.FromJson(SummaryFile.ToJson(Summary))));
}
