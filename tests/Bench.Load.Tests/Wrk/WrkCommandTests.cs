using Bench.Load.CommandLine;
using Bench.Load.Wrk;

namespace Bench.Load.Tests.Wrk;

public class WrkCommandTests
{
    [Fact]
    public void Values_stand_behind_the_letter_or_in_the_next_word_and_the_url_anywhere()
    {
        var command = WrkCommand.Parse(["-t2", "-c", "1k", "http://127.0.0.1:8080/x", "--duration=2m", "-LU", "--rate", "2k", "-T5s", "-Dexp", "-H", "A: b", "-HC: d", "-s", "x.lua", "--", "-one", "two"]);

        Assert.Equal(
            "--url http://127.0.0.1:8080/x --rate 2000 --threads 2 --connections 1000 --duration 120s --timeout 5s --arrivals exp --script x.lua --header A: b --header C: d -- -one two",
            string.Join(' ', command.Http));
        Assert.Equal((120, 2000, true, true), (command.Duration, command.Rate, command.Latency, command.Uncorrected));
    }

    [Fact]
    public void Without_a_rate_it_is_a_closed_loop_with_the_defaults_of_wrk() => Assert.Equal(
        "--url http://a/ --rate max --threads 2 --connections 10 --duration 10s --timeout 2s", string.Join(' ', WrkCommand.Parse(["http://a/"]).Http));

    [Theory]
    [InlineData("The URL is missing", "-t2")]
    [InlineData("There is no option -x", "-x", "http://a/")]
    [InlineData("There is no option --latncy. Did you mean latency?", "--latncy", "http://a/")]
    [InlineData("-d has no value", "http://a/", "-d")]
    [InlineData("-d '1.5s' is no time", "-d1.5s", "http://a/")]
    [InlineData("-R '0' is no whole number", "-R0", "http://a/")]
    [InlineData("-D zipf", "-Dzipf", "http://a/")]
    public void What_is_wrong_is_said(string message, params string[] arguments) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => WrkCommand.Parse(arguments)).Message, StringComparison.Ordinal);
}
