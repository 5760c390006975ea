using Bench.Lifecycle;
using Bench.Sdk.Display;
using Microsoft.Extensions.Time.Testing;

namespace Bench.Sdk.Tests.Display;

public sealed class GitHubDisplayTests : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly Dictionary<string, string?> _environment = new() { ["GITHUB_WORKSPACE"] = "/work space", ["BENCH_ROOT"] = "/work space/sub" };
    private readonly GitHubDisplay _display;

    public GitHubDisplayTests()
    {
        _display = new GitHubDisplay(new Outputs(_output, _output, _output), new FakeTimeProvider(), _environment.GetValueOrDefault);
    }

    public void Dispose()
    {
        _output.Dispose();
    }

    [Fact]
    public void A_step_is_a_group_and_how_it_went_is_seen_outside()
    {
        _display.On(new StepStarted("AwaitHealthy"));
        _display.On(new MessagePrinted("waiting"));
        _display.On(new StepEnded("AwaitHealthy", StepResult.Failed, 3, null));
        _display.On(new StepStarted("Teardown"));
        _display.Close();

        Assert.Equal(
            "::group::AwaitHealthy\n    0.0 s  waiting\n::endgroup::\n    0.0 s  AwaitHealthy failed in 3.0 s\n::group::Teardown\n::endgroup::\n",
            _output.ToString());
    }

    [Fact]
    public void Problems_are_annotations_with_all_that_is_special_escaped()
    {
        _display.On(new Problem(true, "BENCH1007", "a,b:c.yaml", 12, 5, "100 %\nof\r it: wrong, wrong."));
        _display.On(new Problem(false, "BENCH2001", "/elsewhere/x.yaml", 0, 0, "odd."));

        Assert.Equal(
            "::error file=sub/a%2Cb%3Ac.yaml,line=12,col=5,title=BENCH1007::a,b:c.yaml(12,5): error BENCH1007: 100 %25%0Aof%0D it: wrong, wrong.\n"
            + "::warning file=/elsewhere/x.yaml,title=BENCH2001::/elsewhere/x.yaml: warning BENCH2001: odd.\n",
            _output.ToString());
    }

    [Fact]
    public void What_tools_and_services_print_is_no_command()
    {
        _display.Line("  ::error::from a test");
        _display.On(new OutputPrinted("fine\n::add-mask::x\n##[error]y\nC::d"));
        _display.On(new MessagePrinted("::stop-commands::z"));

        Assert.Equal("|   ::error::from a test\nfine\n| ::add-mask::x\n| ##[error]y\nC::d\n    0.0 s  ::stop-commands::z\n", _output.ToString());
    }
}
