using Bench.Lifecycle;
using Bench.Sdk.Display;
using Spectre.Console.Testing;

namespace Bench.Sdk.Tests.Display;

public sealed class LiveDisplayTests : IDisposable
{
    private readonly TestConsole _console = new TestConsole().Width(100);

    public void Dispose() => _console.Dispose();

    [Fact]
    public void What_is_over_stays_as_lines_and_is_never_read_as_markup()
    {
        var display = new LiveDisplay(_console, TimeProvider.System, TimeSpan.FromHours(1));
        display.On(new StepStarted("AwaitHealthy"));
        display.On(new JobChanged("p1-[red]x[/]", "service", "Pending", "why [not"));
        display.On(new StepEnded("AwaitHealthy", StepResult.Done, 1.2, "[bold]ok"));
        display.On(new Problem(true, "BENCH4001", "x.yaml", 1, 2, "[bad"));
        display.On(new OutputPrinted("[json]"));
        display.Close();

        Assert.Equal("+ AwaitHealthy done in 1.2 s: [bold]ok\n\u001b[31mx.yaml(1,2): error BENCH4001: [bad\u001b[0m\n[json]\n", Text().Replace('✓', '+'));
    }

    [Fact]
    public void The_moving_part_shows_step_jobs_and_load()
    {
        var view = new LiveView();
        view.On(new StepStarted("RunWorkloadPattern"));
        view.On(new JobChanged("p1-hello", "service", "Running", null));
        view.On(new JobChanged("p1-done", "client", "Running", null));
        view.On(new JobChanged("p1-done", "client", "Completed", null));
        view.On(new JobChanged("p1-[load", "client", "Pending", "Priority"));
        view.On(new LoadProgress("load", "p2", 1, 5, 2, 3, 15, 60, false, 1234.4, 18517, 1, 0.00085));
        _console.Write(view.Render(TimeSpan.FromSeconds(16.2), unicode: false));

        Assert.Equal(
            """
            / RunWorkloadPattern  16.2 s
                p1-hello  running
                p1-[load  pending  Priority
                load p2 (2 of 3), repeat 1 of 5  #####...............  15.0 s of 60.0 s
                  1234/s, 18517 done, 1 error, p99 850 µs
            """,
            Text().TrimEnd('\n'));
    }

    [Fact]
    public void Many_jobs_are_cut_short()
    {
        var view = new LiveView();
        for (var i = 0; i < 20; i++)
        {
            view.On(new JobChanged($"job-{i}", "client", "Pending", null));
        }

        _console.Write(view.Render(TimeSpan.Zero, unicode: true));

        Assert.Contains("… and 12 jobs more", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_closing_table_says_verdict_reasons_figures_and_paths()
    {
        new LiveDisplay(_console, TimeProvider.System, TimeSpan.FromHours(1)).On(new ReportMade(
            "r1", "INVALID", ["[x] zero output"], [new("p1", "load/p99", "1.2 ms", "±1 %"), new("p1", "load/errors", "0", "")], "/r/report.md", "/r/report.html"));

        Assert.Equal(
            """

            INVALID  r1
              - [x] zero output
            ╭───────┬─────────────┬────────┬────────╮
            │ Point │ Metric      │  Value │ Spread │
            ├───────┼─────────────┼────────┼────────┤
            │ p1    │ load/p99    │ 1.2 ms │ ±1 %   │
            │       │ load/errors │      0 │        │
            ╰───────┴─────────────┴────────┴────────╯
            /r/report.md
            /r/report.html

            """,
            Text());
    }

    private string Text() => string.Join('\n', _console.Output.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
}
