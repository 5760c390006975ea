using Bench.Jobs;

namespace Bench.Tests.Jobs.Slurm;

public sealed class SlurmPollTests : IDisposable
{
    private readonly ScriptedCluster _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Theory]
    [InlineData("Resources", "It waits for nodes to become free (Resources).")]
    [InlineData("QOSMaxJobsPerUserLimit", "Its user has as many jobs as the QOS allows (QOSMaxJobsPerUserLimit).")]
    [InlineData("ReqNodeNotAvail, UnavailableNodes:node[1-2]", "Nodes that it needs are down, drained or reserved (ReqNodeNotAvail, UnavailableNodes:node[1-2]).")]
    [InlineData("AssocGrpMemLimit", "A limit of its account or user is reached (AssocGrpMemLimit).")]
    [InlineData("SomethingNew", "It waits in the queue (SomethingNew).")]
    [InlineData("None", "It waits in the queue.")]
    public async Task A_waiting_job_says_why(string word, string sentence)
    {
        var job = ScriptedCluster.Job();
        _cluster.Queue = [$"17|PENDING|{word}||{job.Name}"];
        var status = await _cluster.PollAsync(job);
        Assert.Equal((JobPhase.Pending, sentence), (status.Phase, status.Reason));
    }

    [Theory]
    [InlineData("COMPLETING")]
    [InlineData("SUSPENDED")]
    [InlineData("STAGE_OUT")]
    public async Task A_flag_in_place_of_the_state_ends_nothing(string state)
    {
        _cluster.Queue = [$"17|{state}|None|node1|{ScriptedCluster.Job().Name}|y"];
        Assert.Equal(JobPhase.Running, (await _cluster.PollAsync(ScriptedCluster.Job())).Phase);
    }

    [Fact]
    public async Task A_state_that_nobody_knows_yet_is_unknown_and_does_not_throw()
    {
        var job = ScriptedCluster.Job();
        _cluster.Queue = ["17|TELEPORTING|None|node1|x", "garbage", "|||"];
        Assert.Equal(JobPhase.Unknown, (await _cluster.PollAsync(job)).Phase);
        _cluster.Started(job);
        Assert.Equal(JobPhase.Running, (await _cluster.PollAsync(job)).Phase);
    }

    [Fact]
    public async Task Exit_json_tells_the_end_though_squeue_says_that_it_runs()
    {
        var job = ScriptedCluster.Job();
        _cluster.Queue = ["17|RUNNING|None|node1|x"];
        _cluster.Started(job);
        _cluster.Exit(job, 3, "ended");
        var status = await _cluster.PollAsync(job);
        Assert.Equal((JobPhase.Failed, 3, 1), (status.Phase, status.ExitCode, _cluster.Commands));
        Assert.Equal(["node1", "node2"], status.Nodes);
    }

    [Fact]
    public async Task A_wrappers_own_sentence_is_the_reason()
    {
        var job = ScriptedCluster.Job();
        _cluster.Exit(job, 71, "ended", ", \"detail\": \"The module 'x' cannot be loaded on node1.\"");
        Assert.Equal("The module 'x' cannot be loaded on node1.", (await _cluster.PollAsync(job)).Reason);
    }

    [Theory]
    [InlineData("TIMEOUT", JobPhase.TimedOut, "Slurm ended it: its time was over (TIMEOUT).")]
    [InlineData("PREEMPTED", JobPhase.Cancelled, "Slurm took its nodes for a job that goes first (PREEMPTED).")]
    [InlineData("CANCELLED by 0", JobPhase.Cancelled, "It was cancelled by an administrator (CANCELLED).")]
    [InlineData("CANCELLED by 1000", JobPhase.Cancelled, "It was cancelled from your own account (CANCELLED).")]
    [InlineData("CANCELLED by 1001", JobPhase.Cancelled, "It was cancelled by the user 1001 (CANCELLED).")]
    [InlineData("OUT_OF_MEMORY", JobPhase.Failed, "It used more memory than it had asked for (OUT_OF_MEMORY).")]
    [InlineData("NODE_FAIL", JobPhase.Failed, "A node failed under it: node1 (NODE_FAIL).")]
    [InlineData("DEADLINE", JobPhase.TimedOut, "Slurm ended it at its deadline (DEADLINE).")]
    [InlineData("FAILED", JobPhase.Cancelled, "It was stopped.")]
    public async Task Who_stopped_a_wrapper_is_asked_of_Slurm(string state, JobPhase phase, string reason)
    {
        var job = ScriptedCluster.Job();
        _cluster.Queue = ["17|" + state.Split(' ')[0] + "|None|node1|x"];
        _cluster.Account.Add($"17|{state}|0:15|node1|None");
        _cluster.Started(job);
        _cluster.Exit(job, 143, "stopped");
        var status = await _cluster.PollAsync(job);
        Assert.Equal((phase, 143, reason), (status.Phase, status.ExitCode, status.Reason));
        Assert.Equal(state.Contains("by") ? 2 : 1, _cluster.Commands); // squeue does not tell who
    }

    [Fact]
    public async Task A_stop_that_Slurm_never_explains_is_a_stop_after_a_while()
    {
        var job = ScriptedCluster.Job();
        _cluster.Queue = ["17|RUNNING|None|node1|x"];
        _cluster.Exit(job, 143, "stopped");
        var (status, after) = await _cluster.UntilAsync(job, s => s.Phase.HasEnded());
        Assert.Equal((JobPhase.Cancelled, 15), (status.Phase, after.TotalSeconds));
    }

    [Fact]
    public async Task An_end_whose_file_comes_late_is_told_by_the_file()
    {
        var job = ScriptedCluster.Job();
        _cluster.Started(job);
        _cluster.Queue = ["17|FAILED|None|node1|x"];
        _cluster.Account.Add("17|FAILED|1:0|node1|None");
        Assert.Equal(JobPhase.Running, (await _cluster.PollAsync(job)).Phase);
        _cluster.Time.Advance(TimeSpan.FromSeconds(3));
        _cluster.Exit(job, 9, "ended");
        Assert.Equal(9, (await _cluster.PollAsync(job)).ExitCode);
    }

    [Fact]
    public async Task An_end_without_a_file_is_told_by_sacct()
    {
        var job = ScriptedCluster.Job();
        _cluster.Started(job);
        _cluster.Account.Add("17|NODE_FAIL|0:0|node1|None");
        var (status, after) = await _cluster.UntilAsync(job, s => s.Phase.HasEnded());
        Assert.Equal((JobPhase.Failed, "A node failed under it: node1 (NODE_FAIL)."), (status.Phase, status.Reason));
        Assert.InRange(after.TotalSeconds, 1, 10);
    }

    [Fact]
    public async Task Without_accounting_scontrol_tells()
    {
        var job = ScriptedCluster.Job();
        _cluster.Show.Add("JobId=17 JobName=a JobState=B UserId=x JobState=TIMEOUT Reason=TimeLimit ExitCode=0:15 NodeList=node1");
        Assert.Equal(JobPhase.Unknown, (await _cluster.PollAsync(job)).Phase);
        _cluster.Show[0] = "JobId=17 JobName=x UserId=bench(1000) JobState=TIMEOUT Reason=TimeLimit ExitCode=0:15 NodeList=node1";
        Assert.Equal(JobPhase.TimedOut, (await _cluster.UntilAsync(job, s => s.Phase.HasEnded())).Status.Phase);
    }

    [Fact]
    public async Task A_job_that_is_missing_everywhere_is_lost_after_a_minute_and_not_before()
    {
        var job = ScriptedCluster.Job();
        _cluster.Started(job);
        var (status, after) = await _cluster.UntilAsync(job, s => s.Phase.HasEnded());
        Assert.Equal((JobPhase.Lost, 60), (status.Phase, after.TotalSeconds));
        Assert.InRange(_cluster.Jobs.SchedulerCalls["sacct"], 3, 20);
    }

    [Fact]
    public async Task A_job_that_is_requeued_for_ever_waits()
    {
        var job = ScriptedCluster.Job();
        _cluster.Started(job);
        _cluster.Queue = ["17|REQUEUED|None||x"];
        Assert.Equal(JobPhase.Pending, (await _cluster.PollAsync(job)).Phase);
        _cluster.Queue = [];
        _cluster.Account.Add("17|REQUEUED|0:0|node1|None");
        Assert.Equal(JobPhase.Lost, (await _cluster.UntilAsync(job, s => s.Phase.HasEnded())).Status.Phase);
    }

    [Fact]
    public async Task Another_runs_job_under_the_same_id_is_not_ours()
    {
        var job = ScriptedCluster.Job();
        _cluster.Started(job);
        _cluster.Queue = ["17|RUNNING|None|node1|20261122-160000-other-77aa.d1-redis.1"];
        Assert.Equal(JobPhase.Lost, (await _cluster.UntilAsync(job, s => s.Phase.HasEnded())).Status.Phase);
    }

    [Fact]
    public async Task A_line_that_broke_is_unknown()
    {
        _cluster.Broken = true;
        var status = await _cluster.PollAsync(ScriptedCluster.Job());
        Assert.Equal((JobPhase.Unknown, true), (status.Phase, status.Reason!.Contains("Connection reset")));
    }

    [Fact]
    public async Task Where_squeue_fails_the_files_still_tell()
    {
        var (running, unheard) = (ScriptedCluster.Job(), ScriptedCluster.Job("d1-other", "18"));
        _cluster.Queue = null;
        _cluster.Started(running);
        var status = await _cluster.Jobs.PollAsync([running, unheard], CancellationToken.None);
        Assert.Equal((JobPhase.Running, JobPhase.Unknown), (status[running.Name].Phase, status[unheard.Name].Phase));
        Assert.Contains("Unable to contact", status[unheard.Name].Reason);
    }

    [Fact]
    public async Task A_hundred_jobs_cost_one_squeue_and_it_is_asked_less_and_less()
    {
        var jobs = Enumerable.Range(1, 100).Select(n => ScriptedCluster.Job($"p{n}-load", $"{n}")).ToList();
        _cluster.Queue = [.. jobs.Select(j => $"{j.Id}|RUNNING|None|node1|{j.Name}")];
        for (var tenths = 0; tenths < 3000; tenths++)
        {
            await _cluster.Jobs.PollAsync(jobs, CancellationToken.None);
            _cluster.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(3000, _cluster.Commands);
        Assert.InRange(_cluster.QueueCalls, 12, 25); // five minutes
    }

    [Fact]
    public async Task News_do_not_make_squeue_be_asked_twice_in_a_second()
    {
        var job = ScriptedCluster.Job();
        for (var i = 0; i < 20; i++)
        {
            _cluster.Queue = [i % 2 == 0 ? "17|RUNNING|None|node1|x" : "17|PENDING|None||x"];
            await _cluster.PollAsync(job);
            _cluster.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.InRange(_cluster.QueueCalls, 1, 3);
    }

    [Fact]
    public async Task A_step_is_told_by_its_files_and_by_its_allocation()
    {
        var step = ScriptedCluster.Job("p1-load", "17/p1-load.1");
        _cluster.Queue = ["17|PENDING|Resources||x"];
        Assert.Equal((JobPhase.Pending, "Its allocation waits. It waits for nodes to become free (Resources)."), Short(await _cluster.PollAsync(step)));
        _cluster.Queue = ["17|RUNNING|None|node1|x"];
        Assert.Equal(JobPhase.Running, (await _cluster.UntilAsync(step, s => s.Phase != JobPhase.Pending || s.Reason!.Contains("about"))).Status.Phase == JobPhase.Pending ? JobPhase.Running : JobPhase.Unknown);
        _cluster.Started(step);
        Assert.Equal(JobPhase.Running, (await _cluster.PollAsync(step)).Phase);
        _cluster.Queue = ["17|NODE_FAIL|None|node1|x"];
        _cluster.Account.Add("17|NODE_FAIL|0:0|node1|None");
        var (status, _) = await _cluster.UntilAsync(step, s => s.Phase.HasEnded());
        Assert.Equal((JobPhase.Lost, "Its allocation ended before it. A node failed under it: node1 (NODE_FAIL)."), Short(status));
    }

    private static (JobPhase Phase, string? Reason) Short(JobStatus status) => (status.Phase, status.Reason);
}
