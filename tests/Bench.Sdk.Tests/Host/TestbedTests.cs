using Bench.Diagnostics;
using Bench.Sdk.Host;
using Bench.Sdk.Tests.Support;

namespace Bench.Sdk.Tests.Host;

public sealed class TestbedTests : IDisposable
{
    private readonly FakeTestbed _fake = new();
    private readonly List<string> _told = [];
    private readonly List<Diagnostic> _errors = [];

    public void Dispose() => _fake.Dispose();

    [Fact]
    public void What_was_started_is_taken_down()
    {
        Go(FakeTestbed.IsDown);

        Assert.Equal(["status", "up", "down"], _fake.Calls);
        Assert.Equal(["hosts started", "down"], _told);
        Assert.Empty(_errors);
    }

    [Fact]
    public void What_was_up_is_used_and_stays()
    {
        Go("");

        Assert.Equal(["status"], _fake.Calls);
        Assert.Empty(_errors);
    }

    [Fact]
    public void What_was_started_stays_where_it_is_to_be_kept()
    {
        Go(FakeTestbed.IsDown, keep: true);

        Assert.Equal(["status", "up"], _fake.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_did_not_start_is_taken_down_and_the_error_has_the_reason(bool keep)
    {
        Go("up) echo 'testbed: run this as root' >&2; exit 1 ;; down) exit 1 ;; " + FakeTestbed.IsDown, keep);

        Assert.Equal(["status", "up", "down"], _fake.Calls);
        var error = Assert.Single(_errors);
        Assert.Equal((Codes.TestbedFailed, "the testbed did not start: testbed: run this as root."), (error.Code, error.What));
    }

    [Fact]
    public void What_was_not_taken_down_is_an_error()
    {
        Go("down) echo 'process 7 does not end' >&2; exit 1 ;; " + FakeTestbed.IsDown);

        Assert.Equal("the testbed was not taken down: process 7 does not end.", Assert.Single(_errors).What);
    }

    [Fact]
    public void A_question_that_was_interrupted_changes_nothing()
    {
        Go("status) kill -INT $$ ;;");

        Assert.Equal(["status"], _fake.Calls);
    }

    private void Go(string cases, bool keep = false)
    {
        _fake.Write(cases);
        var testbed = new Testbed(_fake.Home, _told.Add);
        testbed.Start(_errors);
        testbed.End(keep, _errors);
    }
}
