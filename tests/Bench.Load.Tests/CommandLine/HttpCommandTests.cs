using System.Text;
using Bench.Load.CommandLine;

namespace Bench.Load.Tests.CommandLine;

public class HttpCommandTests
{
    private static readonly string[] Least = ["--url", "http://a:81/b?c=d", "--rate", "2k/s", "--duration", "30s"];

    private static HttpCommand Parse(params string[] more) => HttpCommand.Parse([.. Least, .. more]);

    private static string Request(params string[] more) => Encoding.UTF8.GetString(Parse(more).Requests.Rendered());

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var options = Parse().Options;

        Assert.Equal((2000.0, 30.0, 0.0, 10, 1), (options.Rate, options.DurationSeconds, options.WarmupSeconds, options.Connections, options.Threads));
        Assert.Equal(("fixed", 1L, 10.0, 10.0, "GET"), (options.Arrivals, options.Seed, options.TimeoutSeconds, options.DrainSeconds, options.Method));
    }

    [Fact]
    public void The_drain_follows_the_timeout_up_to_ten_seconds()
    {
        Assert.Equal(3, Parse("--timeout", "3s").Options.DrainSeconds);
        Assert.Equal(10, Parse("--timeout", "1m").Options.DrainSeconds);
        Assert.Equal(60, Parse("--timeout", "1m", "--drain", "60s").Options.DrainSeconds);
    }

    [Fact]
    public void A_part_has_its_share_of_the_rate()
    {
        var command = Parse("--part", "2/4", "--start-at", "1795360353005");

        Assert.Equal((2000, 500, 2, 4), (command.Arrivals.Plan!.MeanRate, command.Options.Rate, command.Options.Part, command.Options.Parts));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 15, 12, 33, 5, TimeSpan.Zero), command.StartAt);
    }

    [Theory]
    [InlineData("5000", 5000)]
    [InlineData("2k", 2000)]
    [InlineData("1.5M/s", 1_500_000)]
    [InlineData("90/min", 1.5)]
    [InlineData("36/h", 0.01)]
    [InlineData("0.5", 0.5)]
    public void Rates_have_units(string text, double rate) => Assert.Equal(rate, Quantities.Rate("--rate", text), 1e-9);

    [Theory]
    [InlineData("250us", 0.00025)]
    [InlineData("500ms", 0.5)]
    [InlineData("1.5s", 1.5)]
    [InlineData("5m", 300)]
    [InlineData("1h", 3600)]
    [InlineData("0", 0)]
    public void Durations_have_units(string text, double seconds) => Assert.Equal(seconds, Quantities.Duration("--duration", text).TotalSeconds, 1e-9);

    [Theory]
    [InlineData("Did you mean --connections?", "--conections", "4")]
    [InlineData("There is no option --rubbish.", "--rubbish")]
    [InlineData("Did you mean norm?", "--arrivals", "nrm")]
    [InlineData("--warmup has no value", "--warmup")]
    [InlineData("--rate stands there twice", "--rate", "3")]
    [InlineData("each thread needs a connection", "--threads", "11")]
    [InlineData("'5' is no duration", "--warmup", "5")]
    [InlineData("whole number of 1 or more", "--connections", "1.5")]
    [InlineData("exclude each other", "--body", "x", "--body-file", "y")]
    [InlineData("norm only", "--sigma", "0.1")]
    [InlineData("gamma only", "--burstiness", "2", "--arrivals", "exp")]
    [InlineData("between 0.01 and", "--burstiness", "0", "--arrivals", "gamma")]
    [InlineData("--rate cannot stand beside --arrivals with a file", "--arrivals", "x.csv")]
    [InlineData("Did you mean burst?", "--pacing", "bursts")]
    [InlineData("--engine 'epol' is unknown", "--engine", "epol")]
    [InlineData("--connect-over '5' is no duration", "--connect-over", "5")]
    [InlineData("must begin with /", "--path", "x")]
    [InlineData("is no part", "--part", "0/2")]
    [InlineData("is no part", "--part", "3/2")]
    [InlineData("is no part", "--part", "2")]
    [InlineData("is no moment", "--start-at", "soon")]
    [InlineData("is no header", "--header", "no colon")]
    [InlineData("is no header", "--header", "A: b\r\nC: d")]
    [InlineData("sets the body's length itself", "--header", "content-length: 4")]
    [InlineData("is no HTTP method", "--method", "GE T")]
    [InlineData("precise, eco, burst, busy", "--pacing", "fast")]
    public void A_mistake_is_named_with_its_mend(string message, params string[] more) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Parse(more)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("ftp://a/", "unknown")]
    [InlineData("a/b", "no absolute URL")]
    [InlineData("http://user:secret@a/", "--header 'Authorization")]
    public void A_URL_that_cannot_be_used_is_refused(string url, string message)
    {
        var error = Assert.Throws<UsageException>(() => HttpCommand.Parse(["--url", url, "--rate", "1", "--duration", "1s"]));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--rate", "0")]
    [InlineData("--rate", "-5")]
    [InlineData("--rate", "fast")]
    [InlineData("--duration", "0")]
    public void A_load_of_nothing_is_refused(string name, string value)
    {
        var arguments = Least.ToArray();
        arguments[Array.IndexOf(arguments, name) + 1] = value;

        Assert.Throws<UsageException>(() => HttpCommand.Parse(arguments));
    }

    [Fact]
    public void The_request_is_rendered_once_with_its_defaults() =>
        Assert.Equal("GET /b?c=d HTTP/1.1\r\nHost: a:81\r\nUser-Agent: bench-load\r\nAccept: */*\r\n\r\n", Request());

    [Fact]
    public void Headers_of_the_user_replace_the_defaults_and_a_body_has_its_length() =>
        Assert.Equal(
            "POST /x HTTP/1.1\r\nhost: h\r\nX-A: 1: 2\r\nUser-Agent: bench-load\r\nAccept: */*\r\nContent-Length: 3\r\n\r\né!",
            Request("--method=POST", "--path", "/x", "--header", "host: h", "--header", "X-A:1: 2", "--body", "é!"));

    [Theory]
    [InlineData("http://[::1]:8080/", "::1", 8080, "[::1]:8080")]
    [InlineData("http://example.org", "example.org", 80, "example.org")]
    public void Names_and_addresses_of_both_kinds_are_read(string url, string host, int port, string authority)
    {
        var target = HttpCommand.Parse(["--url", url, "--rate", "1", "--duration", "1s"]).Target;

        Assert.Equal((host, port, authority, "/"), (target.Host, target.Port, target.Authority, target.PathAndQuery));
    }
}
