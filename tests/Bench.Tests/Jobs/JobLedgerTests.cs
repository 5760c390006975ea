using Bench.Jobs;

namespace Bench.Tests.Jobs;

public class JobLedgerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 15, 12, 33, TimeSpan.Zero);

    private static readonly JournalEntry Intent = new()
    {
        Event = JournalEvents.Intent,
        Job = "run.d1-web.1",
        Name = "d1-web",
        Role = "service",
        Attempt = 1,
        Directory = "/jobs/web",
        Nonce = "n",
        StopGrace = 2.5,
    };

    private static readonly JournalEntry Submitted = new() { Event = JournalEvents.Submitted, Job = Intent.Job, Id = "17", At = Now };

    private static JournalEntry State(JobPhase phase) => new() { Event = JournalEvents.State, Job = Intent.Job, Phase = phase };

    private static JobRecord Job(params JournalEntry[] entries) => JobLedger.From(entries)["run.d1-web.1"];

    [Fact]
    public void A_job_that_was_only_intended_is_open_and_has_no_handle()
    {
        var job = Job(Intent);

        Assert.True(job.IsOpen);
        Assert.Null(job.Handle);
        Assert.Equal(("d1-web", "service", 1, "/jobs/web", "n", TimeSpan.FromSeconds(2.5)), (job.Name, job.Role, job.Attempt, job.Directory, job.Nonce, job.StopGrace));
    }

    [Fact]
    public void A_submitted_job_has_its_handle()
    {
        var job = Job(Intent, Submitted);

        Assert.Equal(new JobHandle("run.d1-web.1", "17", "/jobs/web"), job.Handle);
        Assert.Equal(JobPhase.Pending, job.Phase);
        Assert.Equal(Now, job.Submitted);
    }

    [Theory]
    [InlineData(JobPhase.Unknown)]
    [InlineData(JobPhase.Pending)]
    [InlineData(JobPhase.Running)]
    public void A_job_is_open_in_every_phase_that_is_no_end(JobPhase phase) =>
        Assert.Single(JobLedger.From([Intent, Submitted, State(phase)]).Open);

    [Fact]
    public void An_ended_job_keeps_how_it_ended()
    {
        var job = Job(Intent, Submitted, State(JobPhase.Running), new JournalEntry
        {
            Event = JournalEvents.Ended,
            Job = Intent.Job,
            Phase = JobPhase.Completed,
            ExitCode = 0,
            At = Now.AddSeconds(9),
            Reason = "done",
        });

        Assert.False(job.IsOpen);
        Assert.Equal((JobPhase.Completed, 0, "done", Now.AddSeconds(9)), (job.Phase, job.ExitCode, job.Reason, job.Ended));
    }

    [Fact]
    public void A_cancelled_job_is_closed()
    {
        var ledger = JobLedger.From([Intent, Submitted, new() { Event = JournalEvents.Cancelled, Job = Intent.Job, At = Now }]);

        Assert.Empty(ledger.Open);
        Assert.Equal(JobPhase.Cancelled, ledger[Intent.Job!].Phase);
    }

    [Fact]
    public void The_latest_attempt_stands_for_a_name_and_the_earlier_stay_known()
    {
        var ledger = JobLedger.From([Intent, Submitted, Intent with { Job = "run.d1-web.2", Attempt = 2 }]);

        Assert.Equal(2, ledger.Latest("d1-web")!.Attempt);
        Assert.Equal(["run.d1-web.1", "run.d1-web.2"], ledger.Jobs.Select(j => j.Job));
        Assert.Null(ledger.Latest("d1-other"));
    }

    [Fact]
    public void A_new_intent_after_a_teardown_makes_the_run_live_again()
    {
        JournalEntry[] down = [Intent, Submitted, new() { Event = JournalEvents.TornDown }];

        Assert.True(JobLedger.From(down).IsTornDown);
        Assert.False(JobLedger.From([.. down, Intent with { Job = "run.d1-web.2", Attempt = 2 }]).IsTornDown);
    }

    [Fact]
    public void Events_of_jobs_that_were_never_intended_are_passed_over()
    {
        var ledger = JobLedger.From([Submitted, State(JobPhase.Running), new() { Event = "of-a-later-version", Job = Intent.Job }]);

        Assert.Empty(ledger.Jobs);
        Assert.False(ledger.IsTornDown);
    }
}
