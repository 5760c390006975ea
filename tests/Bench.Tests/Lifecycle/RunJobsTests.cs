using Bench.Diagnostics;
using Bench.Jobs;
using Bench.Lifecycle;
using Bench.Lifecycle.Runs;
using Bench.Tests.Scripts;
using Microsoft.Extensions.Time.Testing;

namespace Bench.Tests.Lifecycle;

public sealed class RunJobsTests : IDisposable, IBenchObserver
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 15, 12, 33, TimeSpan.Zero));
    private readonly FakeBackend _backend = new();
    private readonly List<JobChanged> _told = [];
    private readonly RunContext _run;
    private readonly Journal _journal;

    public RunJobsTests()
    {
        var folder = new RunFolder(Path.Combine(_folder.Path, "20261122-151233-web-4f2a"));
        Directory.CreateDirectory(folder.Path);
        var options = new BenchOptions { Target = "RunBenchmark", Root = _folder.Path, Home = _folder.Path, Tools = _folder.Path };
        _run = new RunContext(folder, new RunInfo(folder.Id, "web", "web.yaml", null, [], _clock.GetUtcNow(), ""), options, this, _clock);
        _journal = Journal.Open(folder.Journal, _clock);
    }

    private static JobRequest Web => new("d1-web", "service", "/scripts/d1-web.sh", new Dictionary<string, string>(), TimeSpan.FromSeconds(1), new Dictionary<string, string>());

    private string Name(int attempt) => $"{_run.Folder.Id}.d1-web.{attempt}";

    // What another process that takes the run up makes of the journal.
    private RunJobs Jobs() => new(_run, _journal, _backend);

    void IBenchObserver.On(BenchEvent happened)
    {
        if (happened is JobChanged job)
        {
            _told.Add(job);
        }
    }

    public void Dispose()
    {
        _journal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_job_that_lives_is_not_submitted_again()
    {
        var jobs = Jobs();
        await jobs.EnsureAsync(Web, CancellationToken.None);
        await jobs.EnsureAsync(Web, CancellationToken.None);
        await Jobs().EnsureAsync(Web, CancellationToken.None);

        Assert.Equal([Name(1)], _backend.Submitted);
    }

    [Fact]
    public async Task The_intent_is_on_disk_before_the_job_is_submitted()
    {
        IReadOnlyList<JournalEntry> seen = [];
        _backend.OnSubmit = () => seen = Journal.Read(_run.Folder.Journal);
        await Jobs().EnsureAsync(Web, CancellationToken.None);

        Assert.Equal(JournalEvents.Intent, Assert.Single(seen).Event);
    }

    [Fact]
    public async Task A_submission_whose_answer_was_lost_is_adopted_by_its_name()
    {
        _backend.OnSubmit = () => throw new InvalidOperationException("killed");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Jobs().EnsureAsync(Web, CancellationToken.None));
        _backend.Living[Name(1)] = "77";
        var job = await Jobs().EnsureAsync(Web, CancellationToken.None);

        Assert.Equal("77", job.Id);
        Assert.Equal([Name(1)], _backend.Submitted);
    }

    [Fact]
    public async Task An_intent_that_nobody_knows_is_submitted_under_the_same_name()
    {
        _backend.OnSubmit = () => throw new InvalidOperationException("killed");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Jobs().EnsureAsync(Web, CancellationToken.None));
        _backend.OnSubmit = () => { };
        await Jobs().EnsureAsync(Web, CancellationToken.None);

        Assert.Equal([Name(1), Name(1)], _backend.Submitted);
    }

    [Fact]
    public async Task A_job_that_ended_gets_another_attempt_with_another_name()
    {
        var jobs = Jobs();
        var first = await jobs.EnsureAsync(Web, CancellationToken.None);
        _backend.Now = new JobStatus(JobPhase.Failed, 1);
        await jobs.PollAsync([first], CancellationToken.None);
        await jobs.EnsureAsync(Web, CancellationToken.None);

        Assert.Equal([Name(1), Name(2)], _backend.Submitted);
    }

    [Fact]
    public async Task A_reason_to_wait_is_told_once_and_again_when_it_changes()
    {
        var jobs = Jobs();
        var job = await jobs.EnsureAsync(Web, CancellationToken.None);
        foreach (var reason in (string[])["Priority.", "Priority.", "Resources.", "Resources."])
        {
            _backend.Now = new JobStatus(JobPhase.Pending, Reason: reason);
            await jobs.PollAsync([job], CancellationToken.None);
        }

        Assert.Equal(["Priority.", "Resources."], Journal.Read(_run.Folder.Journal).Where(e => e.Event == JournalEvents.State).Select(e => e.Reason));
        Assert.Equal([null, "Priority.", "Resources."], _told.Select(t => t.Reason));
    }

    [Fact]
    public async Task Ten_minutes_without_an_answer_are_an_error_and_an_answer_in_between_begins_them_anew()
    {
        var jobs = Jobs();
        var job = await jobs.EnsureAsync(Web, CancellationToken.None);
        foreach (var phase in (JobPhase[])[JobPhase.Unknown, JobPhase.Running, JobPhase.Unknown])
        {
            _backend.Now = new JobStatus(phase, Reason: "The line broke.");
            await jobs.PollAsync([job], CancellationToken.None);
            _clock.Advance(TimeSpan.FromMinutes(9));
        }

        var problem = await Assert.ThrowsAsync<BenchException>(() => jobs.PollAsync([job], CancellationToken.None));

        Assert.Equal((ExitStatus.Scheduler, Codes.SchedulerSilent), (problem.Status, problem.Diagnostics[0].Code));
        Assert.True(jobs.Ledger[job.Job].IsOpen);
    }

    [Fact]
    public async Task A_job_that_will_wait_for_ever_is_an_error_and_can_be_stopped()
    {
        var jobs = Jobs();
        var job = await jobs.EnsureAsync(Web, CancellationToken.None);
        _backend.Now = new JobStatus(JobPhase.Pending, Reason: "Too long.") { Problem = new Diagnostic(Codes.TimeTooLong, null, "Too long.", "Less.") };
        var problem = await Assert.ThrowsAsync<BenchException>(() => jobs.PollAsync([job], CancellationToken.None));
        await jobs.StopAsync([job], "It was taken down.", gentle: true, CancellationToken.None);

        Assert.Equal((ExitStatus.Scheduler, Codes.TimeTooLong), (problem.Status, problem.Diagnostics[0].Code));
        Assert.Equal((JobPhase.Cancelled, "It was taken down."), (jobs.Ledger[job.Job].Phase, jobs.Ledger[job.Job].Reason));
    }

    [Fact]
    public async Task An_intent_that_was_never_submitted_ends_without_a_question_to_the_job()
    {
        _backend.OnSubmit = () => throw new InvalidOperationException("killed");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Jobs().EnsureAsync(Web, CancellationToken.None));
        var jobs = Jobs();
        await jobs.StopAsync(jobs.Ledger.Open, "It was taken down.", gentle: true, CancellationToken.None);

        Assert.Equal("It was never submitted.", jobs.Ledger[Name(1)].Reason);
    }
}
