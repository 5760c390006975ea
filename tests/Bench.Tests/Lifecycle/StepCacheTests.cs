using Bench.Lifecycle;
using Bench.Lifecycle.Caching;
using Bench.Lifecycle.Runs;
using Bench.Tests.Scripts;

namespace Bench.Tests.Lifecycle;

public sealed class StepCacheTests : IDisposable
{
    private const BenchVerb Step = BenchVerb.RenderScripts;
    private static readonly IReadOnlyDictionary<string, string> Options = new Dictionary<string, string> { ["--cluster"] = "local" };
    private readonly TempFolder _temp = new();
    private RunFolder _run;
    private readonly string _template;

    public StepCacheTests()
    {
        _run = new RunFolder(Path.Combine(_temp.Path, "run"));
        Directory.CreateDirectory(_run.Path);
        _template = _temp.Write("template.sbn", "template");
        File.WriteAllText(_run.Plan, "plan");
        File.WriteAllText(_run.Markdown, "output");
        Cache.Remember(Step, Options, Inputs, [_run.Markdown]);
    }

    private StepCache Cache => new(_run);

    private string[] Inputs => [_template, _run.Plan];

    public void Dispose() => _temp.Dispose();

    private string? Reason(IReadOnlyDictionary<string, string>? options = null, IEnumerable<string>? inputs = null) =>
        Cache.ReasonToRun(Step, options ?? Options, inputs ?? Inputs);

    [Fact]
    public void A_step_of_which_nothing_changed_is_up_to_date()
    {
        Assert.Null(Reason());
        Assert.Null(Cache.ReasonToRun(Step, Options, inputs: null));
    }

    [Fact]
    public void A_file_that_was_written_again_with_the_same_content_changes_nothing()
    {
        File.WriteAllText(_run.Plan, "plan");
        File.SetLastWriteTimeUtc(_template, DateTime.UnixEpoch);

        Assert.Null(Reason());
    }

    [Fact]
    public void A_step_that_never_ran_runs() => Assert.Equal("it has not run yet", Cache.ReasonToRun(BenchVerb.Report, Options, []));

    [Fact]
    public void A_record_that_cannot_be_read_is_none()
    {
        File.WriteAllText(_run.StepRecord(Step), "{\"step\": ");

        Assert.Equal("it has not run yet", Reason());
    }

    [Fact]
    public void Another_build_of_the_tool_runs()
    {
        var record = File.ReadAllText(_run.StepRecord(Step));
        File.WriteAllText(_run.StepRecord(Step), record.Replace(Fingerprints.Tool, new string('0', 32), StringComparison.Ordinal));

        Assert.Equal("Bench itself changed", Reason());
    }

    [Fact]
    public void Other_options_run()
    {
        Assert.Equal("--cluster was 'local' and is 'meluxina'", Reason(new Dictionary<string, string> { ["--cluster"] = "meluxina" }));
        Assert.Equal("--cluster was 'local' and is ''", Reason(new Dictionary<string, string>()));
        Assert.Equal("--set was '' and is 'a=1'", Reason(new Dictionary<string, string>(Options) { ["--set"] = "a=1" }));
    }

    [Fact]
    public void A_changed_input_runs()
    {
        File.WriteAllText(_run.Plan, "another plan");
        Assert.Equal("plan.json changed", Reason());
        Assert.Equal("plan.json changed", Cache.ReasonToRun(Step, Options, inputs: null));

        File.WriteAllText(_run.Plan, "plan");
        File.Delete(_template);
        Assert.Equal($"{_template} changed", Reason());
    }

    [Fact]
    public void An_input_more_or_less_runs()
    {
        Assert.Equal("scripts is new", Reason(inputs: [.. Inputs, _run.Scripts]));
        Assert.Equal("plan.json is not read any more", Reason(inputs: [_template]));
    }

    [Fact]
    public void A_changed_or_removed_output_runs()
    {
        File.AppendAllText(_run.Markdown, " by hand");
        Assert.Equal("its output report.md was changed or removed", Reason());

        File.Delete(_run.Markdown);
        Assert.Equal("its output report.md was changed or removed", Reason());
    }

    [Fact]
    public void A_folder_that_was_moved_is_still_up_to_date()
    {
        var moved = Path.Combine(_temp.Path, "elsewhere");
        Directory.Move(_run.Path, moved);
        _run = new RunFolder(moved);

        Assert.Null(Reason());
        File.WriteAllText(_run.Plan, "another plan");
        Assert.Equal("plan.json changed", Reason());
    }

    [Fact]
    public void Only_paths_outside_the_folder_are_absolute_in_the_record()
    {
        var record = Cache.Load(Step)!;

        Assert.Equal(["plan.json", _template], record.Inputs.Keys.OrderDescending(StringComparer.Ordinal));
        Assert.Equal(["report.md"], record.Outputs.Keys);
    }
}
