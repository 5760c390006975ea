using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Bench.Diagnostics;
using Bench.Jobs;
using Bench.Jobs.Local;
using Bench.Measurement.Machine;
using Bench.Recipes;
using Bench.Scripts;

namespace Bench.Tests.Jobs;

public sealed class LocalJobsTests : IDisposable
{
    private readonly LocalJobsFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("exit 0", JobPhase.Completed, 0)]
    [InlineData("exit 3", JobPhase.Failed, 3)]
    [InlineData("exit 255", JobPhase.Failed, 255)]
    [InlineData("kill -KILL $$", JobPhase.Failed, 137)]
    [InlineData("exec /no/such/program", JobPhase.Failed, 127)]
    public async Task Poll_CommandEnded_TellsHow(string command, JobPhase phase, int code)
    {
        var job = await _fixture.SubmitAsync(command);
        var status = await _fixture.UntilEndedAsync(job);
        Assert.Equal((phase, code), (status.Phase, status.ExitCode));
        await Eventually.TrueAsync(() => new ProcFileSystem().Stat(LocalJobId.TryParse(job.Id)!.Pid) is null); // no zombie is left to us
    }

    [Fact]
    public async Task Submit_Output_GoesToTheJobsFolder()
    {
        var job = await _fixture.SubmitAsync("echo out; echo err >&2; cat; pwd");
        await _fixture.UntilEndedAsync(job);
        Assert.Equal($"out\n{job.Directory}\n", File.ReadAllText(Path.Combine(job.Directory, "stdout.log")));
        Assert.Equal("err\n", File.ReadAllText(Path.Combine(job.Directory, "stderr.log")));
    }

    [Fact]
    public async Task Submit_Environment_IsExplicit()
    {
        Environment.SetEnvironmentVariable("BENCH_TEST_SECRET", "x");
        var spec = _fixture.Spec("env");
        var job = await _fixture.SubmitAsync(spec with { Environment = new Dictionary<string, string> { ["MINE"] = "a b", ["BENCH_JOB"] = "other" } });
        await _fixture.UntilEndedAsync(job);
        var lines = File.ReadAllLines(Path.Combine(job.Directory, "stdout.log"));
        Assert.Contains("MINE=a b", lines);
        Assert.Contains($"BENCH_JOB={job.Name}", lines);
        Assert.DoesNotContain(lines, l => l.StartsWith("BENCH_TEST_SECRET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Submit_NoScript_IsRefused()
    {
        var spec = _fixture.Spec("true") with { Script = "/no/such/script" };
        var e = await Assert.ThrowsAsync<BenchException>(() => _fixture.SubmitAsync(spec));
        Assert.Equal((ExitStatus.Scheduler, Codes.SubmitFailed), (e.Status, e.Diagnostics[0].Code));
    }

    [Fact]
    public async Task Job_SubmitterIsGone_IsAdoptedByHandleAndByName()
    {
        var spec = _fixture.Spec("sleep 300");
        JobHandle job;
        await using (var first = new LocalJobs())
        {
            job = await first.SubmitAsync(spec, CancellationToken.None);
        }

        await using var second = new LocalJobs();
        var byHandle = await _fixture.UntilAsync(job, JobPhase.Running);
        var byName = Assert.Single(await second.FindAsync(new Dictionary<string, string> { [job.Name] = job.Directory, ["other"] = "/nowhere" }, CancellationToken.None));
        var listed = Assert.Single(await second.ListAsync(CancellationToken.None), j => j.Name == job.Name);
        Assert.Equal((JobPhase.Running, job, job), (byHandle.Phase, byName, listed));
        await second.StopAsync([byName], TimeSpan.FromSeconds(10), CancellationToken.None);
        Assert.Equal(JobPhase.Cancelled, (await _fixture.PollAsync(job)).Phase);
    }

    [Fact]
    public async Task Job_SubmittingProcessDies_LivesOn()
    {
        // A shell in the orchestrator's place.
        var spec = _fixture.Spec("sleep 300");
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", "setsid bash \"$0\" </dev/null >/dev/null 2>&1 & wait", spec.Script])
        {
            Environment = { ["BENCH_JOB"] = spec.Name, ["BENCH_JOB_DIR"] = spec.Directory, ["BENCH_NONCE"] = spec.Nonce },
        })!;
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(spec.Directory, "started.json")));
        var job = await _fixture.SubmitAsync(spec); // finds it
        shell.Kill();
        await shell.WaitForExitAsync();
        Assert.Equal(JobPhase.Running, (await _fixture.PollAsync(job)).Phase);
    }

    [Fact]
    public async Task Submit_TwiceByName_ReturnsTheSameJob()
    {
        var spec = _fixture.Spec("echo ran; sleep 300");
        var first = await _fixture.SubmitAsync(spec);
        var second = await _fixture.SubmitAsync(spec);
        await _fixture.UntilAsync(first, JobPhase.Running);
        Assert.Equal(first, await _fixture.SubmitAsync(spec));
        Assert.Equal(first.Name, second.Name);
    }

    [Fact]
    public async Task Script_StartedTwice_RunsOnceAndTouchesNothing()
    {
        var spec = _fixture.Spec("echo ran; sleep 300");
        var job = await _fixture.SubmitAsync(spec);
        Assert.Equal("ran", await LocalJobsFixture.FileAsync(job, "stdout.log"));
        using var again = Process.Start(new ProcessStartInfo("bash", [spec.Script])
        {
            Environment = { ["BENCH_JOB"] = spec.Name, ["BENCH_JOB_DIR"] = spec.Directory, ["BENCH_NONCE"] = spec.Nonce },
        })!;
        await again.WaitForExitAsync();
        var loser = job with { Id = new LocalJobId(again.Id, 1, job.Id.Split(':')[2]).ToString() };
        Assert.Equal(75, again.ExitCode);
        Assert.Equal(JobPhase.Running, (await _fixture.PollAsync(loser)).Phase);
        Assert.Equal("ran\n", File.ReadAllText(Path.Combine(job.Directory, "stdout.log")));
    }

    [Fact]
    public async Task Stop_DaemonisedChildren_AreGone()
    {
        var job = await _fixture.SubmitAsync(
            "setsid -f sleep 301 </dev/null >/dev/null 2>&1; setsid -f bash -c 'setsid -f bash -c \"echo \\$\\$ >deep; exec sleep 302\" >/dev/null 2>&1' ; sleep 300 & wait");
        var deep = await LocalJobsFixture.PidAsync(job, "deep");
        await _fixture.Jobs.StopAsync([job], TimeSpan.FromSeconds(10), CancellationToken.None);
        Assert.False(LocalJobsFixture.Lives(deep));
        Assert.DoesNotContain(await _fixture.Jobs.ListAsync(CancellationToken.None), j => j.Name == job.Name);
        Assert.Equal(JobPhase.Cancelled, (await _fixture.PollAsync(job)).Phase);
    }

    [Fact]
    public async Task Stop_ChildWithoutEnvironmentThatWasSeen_IsGone()
    {
        // It drops the environment, the session and the logs while its parent lives, so a poll sees it descend; then it is orphaned.
        var job = await _fixture.SubmitAsync(
            "setsid bash -c 'env -i setsid -w bash -c \"echo \\$\\$ >pid; sleep 300; sleep 1\" >/dev/null 2>&1 & wait' & until [ -f go ]; do sleep 0.05; done; kill -KILL $!; sleep 300");
        var pid = await LocalJobsFixture.PidAsync(job);
        await _fixture.PollAsync(job);
        File.WriteAllText(Path.Combine(job.Directory, "go"), "");
        await using var second = new LocalJobs();
        await second.StopAsync([job], TimeSpan.FromSeconds(10), CancellationToken.None);
        Assert.False(LocalJobsFixture.Lives(pid));
    }

    [Fact]
    public async Task Stop_TermIsIgnored_KillsAfterTheGrace()
    {
        var job = await _fixture.SubmitAsync("trap '' TERM; echo $$ >pid; while true; do sleep 1; done");
        var pid = await LocalJobsFixture.PidAsync(job);
        await _fixture.Jobs.StopAsync([job], TimeSpan.FromMilliseconds(200), CancellationToken.None);
        Assert.False(LocalJobsFixture.Lives(pid));
        var status = await _fixture.PollAsync(job);
        Assert.Equal((JobPhase.Cancelled, 137), (status.Phase, status.ExitCode));
    }

    [Fact]
    public async Task Stop_Service_IsToldOnceAndMayFinish()
    {
        var job = await _fixture.SubmitAsync("trap 'echo told; echo done; exit 0' TERM; echo $$ >pid; while true; do sleep 0.1; done");
        await LocalJobsFixture.PidAsync(job);
        await _fixture.Jobs.StopAsync([job], TimeSpan.FromSeconds(30), CancellationToken.None);
        Assert.Equal("told\ndone\n", File.ReadAllText(Path.Combine(job.Directory, "stdout.log")));
        Assert.Equal((JobPhase.Cancelled, 0), ((await _fixture.PollAsync(job)).Phase, (await _fixture.PollAsync(job)).ExitCode));
    }

    [Fact]
    public async Task Stop_FrozenProcess_IsWokenAndObeys()
    {
        var job = await _fixture.SubmitAsync("trap 'echo told; exit 0' TERM; echo $$ >pid; kill -STOP $$; while true; do sleep 0.1; done");
        var pid = await LocalJobsFixture.PidAsync(job);
        await Eventually.TrueAsync(() => new ProcFileSystem().Stat(pid)?.State == 'T');
        await _fixture.Jobs.StopAsync([job], TimeSpan.FromSeconds(30), CancellationToken.None);
        Assert.Equal("told", await LocalJobsFixture.FileAsync(job, "stdout.log"));
    }

    [Fact]
    public async Task Stop_AtOnceAfterSubmit_LeavesNothing()
    {
        var job = await _fixture.SubmitAsync("sleep 300");
        await _fixture.Jobs.StopAsync([job], TimeSpan.FromSeconds(10), CancellationToken.None);
        Assert.Equal(JobPhase.Cancelled, (await _fixture.PollAsync(job)).Phase);
        Assert.DoesNotContain(await _fixture.Jobs.ListAsync(CancellationToken.None), j => j.Name == job.Name);
    }

    [Fact]
    public async Task Stop_WithoutGrace_KillsAndIsIdempotent()
    {
        var job = await _fixture.SubmitAsync("trap '' TERM; echo $$ >pid; while true; do sleep 1; done");
        await LocalJobsFixture.PidAsync(job);
        await _fixture.Jobs.StopAsync([job], null, CancellationToken.None);
        await _fixture.Jobs.StopAsync([job], null, CancellationToken.None);
        await _fixture.Jobs.StopAsync([job], TimeSpan.FromSeconds(5), CancellationToken.None);
        Assert.Equal(JobPhase.Cancelled, (await _fixture.PollAsync(job)).Phase);
    }

    [Fact]
    public async Task Stop_EndedJob_KeepsItsOwnEnd()
    {
        var job = await _fixture.SubmitAsync("exit 4");
        await _fixture.UntilEndedAsync(job);
        await _fixture.Jobs.StopAsync([job], TimeSpan.FromSeconds(5), CancellationToken.None);
        Assert.Equal(JobPhase.Failed, (await _fixture.PollAsync(job)).Phase);
    }

    [Fact]
    public async Task Poll_WrapperKilled_IsLostAndStopClearsUp()
    {
        var job = await _fixture.SubmitAsync("echo $$ >pid; sleep 300");
        var pid = await LocalJobsFixture.PidAsync(job);
        await _fixture.UntilAsync(job, JobPhase.Running);
        using (var wrapper = Process.GetProcessById(LocalJobId.TryParse(job.Id)!.Pid))
        {
            wrapper.Kill();
        }

        var status = await _fixture.UntilAsync(job, JobPhase.Lost);
        Assert.Null(status.ExitCode);
        await _fixture.Jobs.StopAsync([job], TimeSpan.FromSeconds(5), CancellationToken.None);
        Assert.False(LocalJobsFixture.Lives(pid));
        Assert.Equal(JobPhase.Lost, (await _fixture.PollAsync(job)).Phase);
    }

    [Fact]
    public async Task RecycledPid_IsNotTheJob()
    {
        using var foreign = Process.Start("sleep", "300");
        try
        {
            var proc = new ProcFileSystem();
            var start = proc.Stat(foreign.Id)!.StartTime;
            var folder = Directory.CreateDirectory(Path.Combine(_fixture.Folder, "x")).FullName;
            JobHandle[] jobs =
            [
                new("r.a.1", new LocalJobId(foreign.Id, start - 1, proc.Boot).ToString(), folder),
                new("r.b.1", new LocalJobId(foreign.Id, start, "deadbeef").ToString(), folder),
                new("r.c.1", "12", folder),
            ];
            await _fixture.Jobs.StopAsync(jobs, null, CancellationToken.None);
            Assert.All((await _fixture.Jobs.PollAsync(jobs, CancellationToken.None)).Values, s => Assert.Equal(JobPhase.Lost, s.Phase));
            Assert.True(LocalJobsFixture.Lives(foreign.Id));
        }
        finally
        {
            foreign.Kill();
        }
    }

    [Fact]
    public async Task Service_AutoPort_PublishesAnEndpointWithTheNonce()
    {
        var job = await _fixture.SubmitAsync("echo $PORT $SERVICE_PORT $SERVICE_URL $SERVICE_NAME; sleep 300", Service(PortSpec.Auto) with { Service = "h\"i\\'\n" });
        var endpoint = await EndpointAsync(job);
        Assert.Equal(("h\"i\\'\n", "http", "127.0.0.1", "n-d1-hello"), (endpoint.Service, endpoint.Scheme, endpoint.Host, endpoint.Nonce));
        Assert.InRange(endpoint.Port, 20000, 29999);
        Assert.True(LocalJobsFixture.Lives(endpoint.Pid));
        Assert.Equal($"{endpoint.Port} {endpoint.Port} {endpoint.Url} h\"i\\'", await LocalJobsFixture.FileAsync(job, "stdout.log"));
    }

    [Fact]
    public async Task Listens_OwnAndForeignListener_TellsThemApart()
    {
        var job = await _fixture.SubmitAsync(
            "exec python3 -c 'import os,socket,time; s=socket.create_server((\"127.0.0.1\",int(os.environ[\"PORT\"]))); print(1,flush=True); time.sleep(300)'", Service(PortSpec.Auto));
        var endpoint = await EndpointAsync(job);
        await LocalJobsFixture.FileAsync(job, "stdout.log");
        using var foreign = new TcpListener(IPAddress.Loopback, 0);
        foreign.Start();
        Assert.True(await _fixture.Jobs.ListensAsync(job, endpoint.Port, CancellationToken.None));
        Assert.False(await _fixture.Jobs.ListensAsync(job, ((IPEndPoint)foreign.LocalEndpoint).Port, CancellationToken.None));
        Assert.False(await _fixture.Jobs.ListensAsync(job, 1, CancellationToken.None));
    }

    [Fact]
    public async Task Lease_NoLongerRenewed_EndsTheJobWithAllItsProcesses()
    {
        var lease = Path.Combine(_fixture.Folder, "lease");
        File.WriteAllText(lease, "");
        var spec = _fixture.Spec("setsid -f bash -c 'echo $$ >pid; exec sleep 300' >/dev/null; sleep 300");
        var job = await _fixture.SubmitAsync(spec with
        {
            Environment = new Dictionary<string, string>(spec.Environment) { ["BENCH_LEASE"] = lease, ["BENCH_LEASE_SECONDS"] = "3600" },
        });
        var pid = await LocalJobsFixture.PidAsync(job);
        await _fixture.UntilAsync(job, JobPhase.Running);
        File.SetLastWriteTimeUtc(lease, DateTime.UtcNow.AddHours(-2));
        var status = await _fixture.UntilEndedAsync(job);
        Assert.Equal((JobPhase.Cancelled, 76), (status.Phase, status.ExitCode));
        Assert.False(LocalJobsFixture.Lives(pid));
    }

    [Fact]
    public async Task TimeLimit_Passed_EndsTheJob()
    {
        var job = await _fixture.SubmitAsync("sleep 300", Service(null) with { TimeLimit = TimeSpan.FromSeconds(1) });
        var status = await _fixture.UntilEndedAsync(job);
        Assert.Equal((JobPhase.TimedOut, 77), (status.Phase, status.ExitCode));
    }

    [Fact]
    public async Task Client_ServiceEnv_IsSourcedAndResultsAreItsFolder()
    {
        var model = new JobScriptModel { Role = "client", Name = "p1-load", Command = [] };
        var spec = _fixture.Spec("pwd; echo \"$SERVICE_NAME|$SERVICE_HOSTNAME|$SERVICE_PORT|$SERVICE_URL|$BENCH_REPEAT\"", model, "p1-load");
        var results = Path.Combine(_fixture.Folder, "results", "p1");
        Directory.CreateDirectory(spec.Directory);
        File.WriteAllText(
            Path.Combine(spec.Directory, ServiceEnvironment.FileName), ServiceEnvironment.Render([new Endpoint("it's; touch pwned", "http", "127.0.0.1", 81, 1, "n")], "it's; touch pwned"));
        var job = await _fixture.SubmitAsync(spec with { Environment = new Dictionary<string, string> { ["BENCH_RESULT_DIR"] = results, ["BENCH_REPEAT"] = "2" } });
        Assert.Equal(JobPhase.Completed, (await _fixture.UntilEndedAsync(job)).Phase);
        Assert.Equal($"{results}\nit's; touch pwned|127.0.0.1|81|http://127.0.0.1:81|2", await LocalJobsFixture.FileAsync(job, "stdout.log"));
    }

    [Fact]
    public async Task Client_LeavesAProcessBehind_ItIsTakenDownWithTheJob()
    {
        var job = await _fixture.SubmitAsync("setsid -f bash -c 'echo $$ >pid; exec sleep 300' >/dev/null; until [ -s pid ]; do sleep 0.05; done");
        var pid = await LocalJobsFixture.PidAsync(job);
        Assert.Equal(JobPhase.Completed, (await _fixture.UntilEndedAsync(job)).Phase);
        Assert.False(LocalJobsFixture.Lives(pid));
    }

    private static JobScriptModel Service(PortSpec? port) => new() { Role = "service", Name = "d1-hello", Service = "hello", Command = [], Port = port };

    private static async Task<Endpoint> EndpointAsync(JobHandle job) =>
        JsonSerializer.Deserialize<Endpoint>(await LocalJobsFixture.FileAsync(job, "endpoint.json"), JsonSerializerOptions.Web)!;
}
