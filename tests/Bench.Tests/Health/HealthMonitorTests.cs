using Bench.Health;
using Bench.Jobs;
using Bench.Plans;

namespace Bench.Tests.Health;

public class HealthMonitorTests
{
    private readonly FakeService _service = new();

    private static PlannedHealth Health(double timeout = 10, double cap = 30, int successes = 2) => new()
    {
        Successes = successes,
        Every = TimeSpan.FromMilliseconds(250),
        Timeout = TimeSpan.FromSeconds(timeout),
        Cap = TimeSpan.FromSeconds(cap),
    };

    [Fact]
    public async Task A_service_is_healthy_after_so_many_good_answers_in_a_row()
    {
        var answers = new Queue<bool>([false, true, true, false, true, true, true]);
        _service.Answer = _ => answers.Dequeue();
        var report = await _service.WaitAsync(Health(successes: 3));

        Assert.Equal(HealthOutcome.Healthy, report.Outcome);
        Assert.Equal(7, report.Probes);
        Assert.Empty(answers);
        Assert.Equal(HealthState.Healthy, _service.Asked[^1].State);
        Assert.Equal(HealthState.Unhealthy, _service.Asked[0].State);
    }

    [Fact]
    public async Task The_end_of_the_service_finishes_the_wait_at_once()
    {
        _service.Answer = _ => false;
        _service.Job = s => s < 3 ? new JobStatus(JobPhase.Running) : new JobStatus(JobPhase.Failed, 1, "exit status 1");
        var report = await _service.WaitAsync(Health());

        Assert.Equal(HealthOutcome.Ended, report.Outcome);
        Assert.Equal("exit status 1", report.Detail);
        Assert.InRange(report.Elapsed.TotalSeconds, 3, 3.3);
    }

    [Fact]
    public async Task A_service_that_ended_is_never_asked()
    {
        _service.Job = _ => new JobStatus(JobPhase.Completed);
        var report = await _service.WaitAsync(Health());

        Assert.Equal((HealthOutcome.Ended, 0, "Completed"), (report.Outcome, report.Probes, report.Detail));
    }

    [Fact]
    public async Task A_job_that_cannot_be_asked_about_is_not_taken_for_ended()
    {
        _service.Job = _ => new JobStatus(JobPhase.Unknown);

        Assert.Equal(HealthOutcome.Healthy, (await _service.WaitAsync(Health())).Outcome);
    }

    [Fact]
    public async Task A_silent_service_times_out_with_its_last_answer()
    {
        _service.Answer = _ => false;
        var report = await _service.WaitAsync(Health(timeout: 2));

        Assert.Equal((HealthOutcome.TimedOut, "bad", false), (report.Outcome, report.Detail, report.Capped));
        Assert.Equal(2, report.Elapsed.TotalSeconds, 2);
    }

    [Fact]
    public async Task A_service_without_an_endpoint_times_out_and_is_told_so()
    {
        _service.HasEndpoint = _ => false;
        var report = await _service.WaitAsync(Health(timeout: 2));

        Assert.Equal((HealthOutcome.TimedOut, 0), (report.Outcome, report.Probes));
        Assert.Contains("endpoint", report.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_in_the_queue_burns_no_patience()
    {
        _service.HasEndpoint = s => s >= 20;
        _service.Job = s => new JobStatus(s < 20 ? JobPhase.Pending : JobPhase.Running);
        var report = await _service.WaitAsync(Health(timeout: 2, cap: 4));

        Assert.Equal(HealthOutcome.Healthy, report.Outcome);
        Assert.InRange(report.Elapsed.TotalSeconds, 0, 1);
    }

    [Fact]
    public async Task A_growing_log_keeps_the_wait_alive()
    {
        _service.LogLength = s => (long)(s * 100);
        _service.Answer = s => s >= 8;
        var report = await _service.WaitAsync(Health(timeout: 2, cap: 20));

        Assert.Equal(HealthOutcome.Healthy, report.Outcome);
        Assert.InRange(report.Elapsed.TotalSeconds, 8, 9);
    }

    [Fact]
    public async Task The_cap_ends_the_wait_although_the_log_grows()
    {
        _service.LogLength = s => (long)(s * 100);
        _service.Answer = _ => false;
        var report = await _service.WaitAsync(Health(timeout: 2, cap: 5));

        Assert.Equal((HealthOutcome.TimedOut, true), (report.Outcome, report.Capped));
        Assert.Equal(5, report.Elapsed.TotalSeconds, 2);
    }

    [Fact]
    public async Task A_hanging_probe_is_a_bad_answer()
    {
        _service.Answer = s => s < 1 ? null : true;
        var report = await _service.WaitAsync(Health(timeout: 10));

        Assert.Equal(HealthOutcome.Healthy, report.Outcome);
        Assert.Equal(("no answer within 5 s", HealthState.Unhealthy), _service.Asked[0]);
    }

    [Fact]
    public async Task Probes_that_always_hang_do_not_hold_up_the_deadline()
    {
        _service.Answer = _ => null;
        var report = await _service.WaitAsync(Health(timeout: 2));

        Assert.Equal(HealthOutcome.TimedOut, report.Outcome);
        Assert.InRange(report.Elapsed.TotalSeconds, 2, 4.1);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait()
    {
        using var cancel = new CancellationTokenSource();
        _service.Answer = s =>
        {
            if (s > 1)
            {
                cancel.Cancel();
            }

            return false;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _service.WaitAsync(Health(), cancel.Token));
    }

    [Fact]
    public async Task A_slow_service_is_asked_no_faster_than_the_recipe_wants()
    {
        _service.Answer = _ => false;
        var report = await _service.WaitAsync(Health(timeout: 10));

        // 10 s at 250 ms, and a few quick ones in the beginning.
        Assert.InRange(report.Probes, 40, 48);
    }
}
