using Bench.Metrics.Prometheus;

namespace Bench.Tests.Metrics;

public sealed class PrometheusTextTests
{
    [Fact]
    public void Parse_ExampleOfTheSpecification_IsRead()
    {
        var scrape = PrometheusText.Parse("""
            # HELP http_requests_total The total number of HTTP requests.
            # TYPE http_requests_total counter
            http_requests_total{method="post",code="200"} 1027 1395066363000
            http_requests_total{method="post",code="400"}    3 1395066363000

            # Escaping in label values:
            msdos_file_access_time_seconds{path="C:\\DIR\\FILE.TXT",error="Cannot find file:\n\"FILE.TXT\""} 1.458255915e9
            metric_without_timestamp_and_labels 12.47
            something_weird{problem="division by zero"} +Inf -3982045
            http_request_duration_seconds_bucket{le="+Inf",} 144320
            http_request_duration_seconds_sum 53423
            http_request_duration_seconds_count 144320
            nothing NaN
            """);
        Assert.Equal(0, scrape.Malformed);
        Assert.Equal(
            [
                ("http_requests_total{code=\"200\",method=\"post\"}", 1027, "1"),
                ("http_requests_total{code=\"400\",method=\"post\"}", 3, "1"),
                ("msdos_file_access_time_seconds{error=\"Cannot find file:\\n\\\"FILE.TXT\\\"\",path=\"C:\\\\DIR\\\\FILE.TXT\"}", 1.458255915e9, "s"),
                ("metric_without_timestamp_and_labels", 12.47, "1"),
                ("something_weird{problem=\"division by zero\"}", double.PositiveInfinity, "1"),
                ("http_request_duration_seconds_bucket{le=\"+Inf\"}", 144320, "1"),
                ("http_request_duration_seconds_sum", 53423, "s"),
                ("http_request_duration_seconds_count", 144320, "1"),
                ("nothing", double.NaN, "1"),
            ],
            scrape.Samples.Select(s => (s.Series, s.Value, s.Unit)));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1395066363000), scrape.Samples[0].Time);
        Assert.True(scrape.Samples[5].IsBucket);
        Assert.Equal("C:\\DIR\\FILE.TXT", scrape.Samples[2].Labels[1].Value);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("1name 3")]
    [InlineData("name{a=\"b\" 3")]
    [InlineData("name{a=\"b} 3")]
    [InlineData("name{a=b} 3")]
    [InlineData("name{a=\"b\",a=\"c\"} 3")]
    [InlineData("name{a} 3")]
    [InlineData("name three")]
    [InlineData("name 3 4 5")]
    [InlineData("name 3 x")]
    [InlineData("name 3 99999999999999999")]
    [InlineData("<html>")]
    [InlineData("{\"utf8.name\"} 3")]
    [InlineData("a{b=\"\\")]
    public void Parse_MalformedLine_IsCountedAndTheRestIsRead(string line)
    {
        var scrape = PrometheusText.Parse($"a 1\n{line}\r\nb 2\n");
        Assert.Equal(1, scrape.Malformed);
        Assert.Equal(["a", "b"], scrape.Samples.Select(s => s.Name));
    }

    [Theory]
    [InlineData("a_bytes_total", "B")]
    [InlineData("a_seconds_max", "s")]
    [InlineData("a_bytes", "B")]
    [InlineData("a_seconds_count", "1")]
    [InlineData("a_total", "1")]
    public void Unit_IsTheNamesEnding(string name, string unit) => Assert.Equal(unit, new PrometheusSample(name, [], 1).Unit);

    [Fact]
    public void Parse_Exemplar_IsPassedOver() => Assert.Equal(7, Assert.Single(PrometheusText.Parse("a_bucket{le=\"1\"} 7 # {id=\"x\"} 0.5\n# EOF\n").Samples).Value);
}
