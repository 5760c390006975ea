using Bench.Diagnostics;
using Bench.Jobs;
using Bench.Transport;

namespace Bench.Tests.Jobs.Slurm;

public sealed class SlurmSubmitTests : IDisposable
{
    private readonly ScriptedCluster _cluster = new();

    public void Dispose() => _cluster.Dispose();

    private static JobSpec Spec => new() { Name = "20261122-151233-try-4f2a.d1-redis.1", Script = typeof(SlurmSubmitTests).Assembly.Location, Directory = "/w/d1", Nonce = "n" };

    [Fact]
    public async Task The_id_is_sbatchs()
    {
        _cluster.Submissions.Enqueue(new CommandResult(0, "@call sbatch\n@id 17\n", ""));
        Assert.Equal(new JobHandle(Spec.Name, "17", "/w/d1"), await _cluster.Jobs.SubmitAsync(Spec, CancellationToken.None));
        Assert.Equal(1, _cluster.Jobs.SchedulerCalls["sbatch"]);
    }

    [Fact]
    public async Task A_line_that_broke_and_a_controller_that_is_away_are_tried_again()
    {
        _cluster.Submissions.Enqueue(new CommandResult(null, "", ""));
        _cluster.Submissions.Enqueue(new CommandResult(1, "", "sbatch: error: Batch job submission failed: Socket timed out on send/recv operation"));
        _cluster.Submissions.Enqueue(new CommandResult(75, "", "slurm_load_jobs error: Unable to contact slurm controller"));
        _cluster.Submissions.Enqueue(new CommandResult(0, "@id 17\n", ""));
        Assert.Equal("17", (await RunAsync()).Id);
        Assert.Equal(4, _cluster.Submitted);
    }

    [Fact]
    public async Task A_controller_that_stays_away_is_an_error_after_two_minutes()
    {
        _cluster.Submissions.Enqueue(new CommandResult(1, "", "sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)"));
        var start = _cluster.Time.GetUtcNow();
        var e = await Assert.ThrowsAsync<BenchException>(RunAsync);
        Assert.Equal((ExitStatus.Scheduler, Codes.SlurmSilent), (e.Status, e.Diagnostics[0].Code));
        Assert.True(_cluster.Time.GetUtcNow() - start >= TimeSpan.FromMinutes(2));
        Assert.True(_cluster.Submitted > 1);
    }

    [Theory]
    [InlineData(1, "sbatch: error: invalid partition specified: nope\nsbatch: error: Batch job submission failed: Invalid partition name specified", Codes.PartitionInvalid)]
    [InlineData(1, "sbatch: error: Batch job submission failed: Invalid account or account/partition combination specified", Codes.AccountInvalid)]
    [InlineData(1, "sbatch: error: Batch job submission failed: Invalid qos specification", Codes.QosInvalid)]
    [InlineData(1, "sbatch: error: Batch job submission failed: Requested time limit is invalid (missing or exceeds some limit)", Codes.TimeTooLong)]
    [InlineData(1, "sbatch: error: CPU count per node can not be satisfied", Codes.ResourcesNotThere)]
    [InlineData(1, "sbatch: error: Memory specification can not be satisfied", Codes.ResourcesNotThere)]
    [InlineData(1, "sbatch: error: Batch job submission failed: Node count specification invalid", Codes.ResourcesNotThere)]
    [InlineData(1, "sbatch: error: Batch job submission failed: Job violates accounting/QOS policy (job submit limit, user's size and/or time limits)", Codes.SlurmLimit)]
    [InlineData(1, "sbatch: unrecognized option '--exclusiv'", Codes.SlurmOption)]
    [InlineData(127, "", Codes.SlurmMissing)]
    [InlineData(73, "bash: cd: /w/d1: Permission denied", Codes.FolderNotUsable)]
    [InlineData(1, "sbatch: error: Batch job submission failed: Something new", Codes.SubmitFailed)]
    public async Task A_refusal_has_its_code_and_is_not_tried_again(int status, string said, string code)
    {
        _cluster.Submissions.Enqueue(new CommandResult(status, "", said));
        var e = await Assert.ThrowsAsync<BenchException>(() => _cluster.Jobs.SubmitAsync(Spec, CancellationToken.None));
        Assert.Equal((ExitStatus.Scheduler, code, 1), (e.Status, e.Diagnostics[0].Code, _cluster.Submitted));
    }

    [Fact]
    public async Task A_wrong_partition_lists_the_right_ones()
    {
        _cluster.Submissions.Enqueue(new CommandResult(1, "", "sbatch: error: invalid partition specified: nope"));
        var e = await Assert.ThrowsAsync<BenchException>(() => _cluster.Jobs.SubmitAsync(Spec, CancellationToken.None));
        Assert.Contains("debug*, gpu", e.Message);
    }

    [Fact]
    public async Task A_variable_that_cannot_be_set_is_refused_before_anything_is_sent()
    {
        var spec = Spec with { Environment = new Dictionary<string, string> { ["A;id"] = "x" } };
        var e = await Assert.ThrowsAsync<BenchException>(() => _cluster.Jobs.SubmitAsync(spec, CancellationToken.None));
        Assert.Equal((ExitStatus.Usage, 0), (e.Status, _cluster.Commands));
    }

    // The clock goes on while the submission waits for it.
    private async Task<JobHandle> RunAsync()
    {
        var task = _cluster.Jobs.SubmitAsync(Spec, CancellationToken.None);
        await _cluster.Time.PassAsync(task, TimeSpan.FromSeconds(1));
        return await task;
    }
}
