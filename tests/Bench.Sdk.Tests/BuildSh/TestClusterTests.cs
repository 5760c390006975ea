using Bench.Sdk.Tests.Support;

namespace Bench.Sdk.Tests.BuildSh;

/// <summary>The target TestCluster in a real MSBuild, with a testbed that only says that it is one.</summary>
public sealed class TestClusterTests : IDisposable
{
    private readonly FakeTestbed _fake = new();

    public void Dispose() => _fake.Dispose();

    [Fact]
    public void A_signal_while_the_testbed_starts_takes_it_down()
    {
        _fake.Write("up) kill -TERM $PPID; exec sleep 600 ;; " + FakeTestbed.IsDown);

        var run = MSBuild();

        Assert.True(run.Status == 143, run.ToString());
        Assert.Equal(["status", "up", "down"], _fake.Calls);
    }

    [Fact]
    public void Tests_that_do_not_run_are_an_error_and_the_testbed_is_taken_down()
    {
        // There is no project in this checkout: dotnet build fails.
        _fake.Write(FakeTestbed.IsDown);

        var run = MSBuild();

        Assert.True(run.Status == 1, run.ToString());
        Assert.Contains("error BENCH9010", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("0 passed, 0 failed\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(["status", "up", "down"], _fake.Calls);
    }

    private Run MSBuild() => RealMSBuild.Start("TestCluster", [], $"-p:BenchHome={_fake.Home}");
}
