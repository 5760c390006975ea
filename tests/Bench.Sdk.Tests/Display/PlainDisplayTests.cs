using Bench.Lifecycle;
using Bench.Sdk.Display;
using Microsoft.Extensions.Time.Testing;

namespace Bench.Sdk.Tests.Display;

public sealed class PlainDisplayTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly StringWriter _result = new() { NewLine = "\n" };
    private readonly StringWriter _news = new() { NewLine = "\n" };
    private readonly StringWriter _problems = new() { NewLine = "\n" };
    private readonly PlainDisplay _display;

    public PlainDisplayTests()
    {
        _display = new PlainDisplay(new Outputs(_result, _news, _problems), _clock);
    }

    public void Dispose()
    {
        _result.Dispose();
        _news.Dispose();
        _problems.Dispose();
    }

    [Fact]
    public void Each_event_is_a_line_with_the_time_since_the_start()
    {
        _display.On(new RunOpened("20261122-151233-hello-4f2a", "/b/.bench/runs/x", true));
        _clock.Advance(TimeSpan.FromSeconds(1.24));
        _display.On(new StepStarted("AwaitHealthy"));
        _display.On(new JobChanged("p1-hello", "service", "Pending", "Resources"));
        _clock.Advance(TimeSpan.FromSeconds(61));
        _display.On(new StepEnded("AwaitHealthy", StepResult.Done, 61, "healthy after 3 probes"));
        _display.On(new StepEnded("Report", StepResult.UpToDate, 0.01, null));

        Assert.Equal(
            """
                0.0 s  run 20261122-151233-hello-4f2a in /b/.bench/runs/x
                1.2 s  AwaitHealthy …
                1.2 s  job p1-hello (service): pending. Resources
               62.2 s  AwaitHealthy done in 61.0 s: healthy after 3 probes
               62.2 s  Report up to date

            """,
            _news.ToString());
    }

    [Fact]
    public void Progress_comes_every_five_seconds_and_at_once_for_another_phase()
    {
        for (var second = 0; second <= 12; second++)
        {
            _display.On(new LoadProgress("load", "p1", 1, 1, 1, 1, second, 60, second < 2, 998.2, second * 998, 0, 0.00121));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        var lines = _news.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Equal("    0.0 s  load: warm-up, 0.00 s of 60.0 s, 998.2/s, 0 done, 0 errors, p99 1.21 ms", lines[0]);
        Assert.StartsWith("    2.0 s  load: 2.0 s of 60.0 s", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("    7.0 s  load: 7.0 s", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("   12.0 s  load: 12.0 s", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_asked_for_is_printed_as_it_is()
    {
        _display.On(new OutputPrinted("{\"a\": [1]}"));
        _display.On(new OutputPrinted("two\nlines\n"));

        Assert.Equal("{\"a\": [1]}\ntwo\nlines\n", _result.ToString());
        Assert.Equal("", _news.ToString());
    }

    [Fact]
    public void Problems_have_the_form_that_editors_know()
    {
        _display.On(new Problem(true, "BENCH1007", "recipes/x.yaml", 12, 5, "service 'db' has no port. Add 'port: 5432'."));
        _display.On(new Problem(false, "BENCH2001", "x.yaml", 0, 0, "odd."));
        _display.On(new Problem(true, null, null, 0, 0, "no place."));

        Assert.Equal(
            "recipes/x.yaml(12,5): error BENCH1007: service 'db' has no port. Add 'port: 5432'.\nx.yaml: warning BENCH2001: odd.\nerror: no place.\n",
            _problems.ToString());
    }

    [Fact]
    public void The_closing_table_has_columns()
    {
        _display.On(new ReportMade(
            "r1", "DEGRADED", ["the rate was not delivered"],
            [new("p1", "load/throughput", "998.2 /s", "±0.3 %"), new("p1", "load/p99", "1.2 ms", "")], "/r/report.md", "/r/report.html"));

        Assert.Equal(
            """

            DEGRADED  r1
              - the rate was not delivered
              p1  load/throughput  998.2 /s  ±0.3 %
              p1  load/p99           1.2 ms
            /r/report.md
            /r/report.html

            """,
            _news.ToString());
    }

    [Theory]
    [InlineData("Status", null, null, true)]
    [InlineData("RunBenchmark", null, null, false)]
    [InlineData("RunBenchmark", null, "true", true)]
    [InlineData("Validate", "json", null, true)]
    public void Where_the_result_is_the_output_news_go_to_standard_error(string target, string? format, string? dryRun, bool apart)
    {
        var environment = new Dictionary<string, string?> { ["BENCH_TARGET"] = target, ["BENCH_FORMAT"] = format, ["BENCH_DRY_RUN"] = dryRun };

        var outputs = Displays.OutputsFor(environment.GetValueOrDefault, _result, _problems);

        Assert.Same(_result, outputs.Result);
        Assert.Same(apart ? _problems : _result, outputs.News);
    }

    [Theory]
    [InlineData("xterm", "", "", true)]
    [InlineData("xterm", "1", "", false)]
    [InlineData("xterm", "", "true", false)]
    [InlineData("dumb", "", "", false)]
    public void Only_a_real_terminal_is_for_people(string term, string noColor, string ci, bool expected)
    {
        var environment = new Dictionary<string, string?> { ["TERM"] = term, ["NO_COLOR"] = noColor, ["CI"] = ci };

        Assert.Equal(expected, Displays.IsForPeople(environment.GetValueOrDefault));
    }
}
