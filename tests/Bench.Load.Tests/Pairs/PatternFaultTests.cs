using System.Net;
using System.Net.Sockets;
using System.Text;
using Bench.Load.Pairs;
using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;

namespace Bench.Load.Tests.Pairs;

public sealed class PatternFaultTests : IDisposable
{
    private readonly PatternRun _run = new();

    public void Dispose() => _run.Dispose();

    private int Agent(string name) => _run.Processes.Single(p => p.Words.Count > 2 && p.Words[1] == "agent" && p.Words.Contains(name)).Process.Pid;

    private bool Runs(string program, int count = 1) => _run.Processes.Count(p => p.Words.Count > 0 && p.Words[0] == program) >= count;

    [Fact]
    public async Task A_node_that_freezes_costs_its_own_pairs_and_is_used_again_when_it_thaws()
    {
        // One pair at a time, and the third node is frozen in the midst of the first one.
        var plan = PatternRun.Commands(PatternKind.AllToAll, 3, "", "exec sleep 0.7");
        using var driver = _run.Start(plan with { Pattern = plan.Pattern with { Repeat = 2 } }, "--", "env");
        await Programs.UntilAsync(driver, () => Runs("sleep"));
        var frozen = Agent("127.0.1.3");
        await PatternRun.SignalAsync("-STOP", frozen);
        await Programs.UntilAsync(driver, () => _run.Records.Any(r => r.Problem is not null));
        await PatternRun.SignalAsync("-CONT", frozen);
        var (status, _, _) = await PatternRun.EndAsync(driver);

        Assert.Equal(0, status);
        Assert.Equal(12, _run.Records.Count);
        Assert.All(_run.Records.Where(r => r.Client != 2 && r.Server != 2), r => Assert.True(r.Problem is null, r.Reason));
        var failed = _run.Records.Where(r => r.Problem is not null).ToList();
        Assert.All(failed, r => Assert.Equal(PairProblem.NodeSilent, r.Problem));
        Assert.Matches("^127.0.1.3 does not answer since [0-9:]{8}Z.$", failed[0].Reason);
        Assert.Contains(_run.Records, r => (r.Client == 2 || r.Server == 2) && r.Problem is null && r.Started > failed[0].Started.GetValueOrDefault());
        Assert.Empty(_run.Processes);
    }

    [Fact]
    public async Task A_node_that_stays_frozen_does_not_hold_up_the_end()
    {
        using var driver = _run.Start(PatternRun.Commands(PatternKind.AllToAll, 4, "exec sleep 1000", "exec sleep 1"), "--", "env");
        await Programs.UntilAsync(driver, () => Runs("sleep", 4));
        await PatternRun.SignalAsync("-STOP", Agent("127.0.1.2"));
        var (status, _, _) = await PatternRun.EndAsync(driver);

        Assert.Equal(0, status);
        Assert.Equal(12, _run.Records.Count);
        Assert.All(_run.Records.Where(r => r.Client != 1 && r.Server != 1), r => Assert.True(r.Problem is null, r.Reason));
        Assert.Equal(PairProblem.NodeSilent, _run.Records[^1].Problem ?? _run.Records[^2].Problem);
        Assert.Empty(_run.Processes);
    }

    [Fact]
    public async Task A_node_whose_agent_dies_costs_its_own_pairs()
    {
        using var driver = _run.Start(PatternRun.Commands(PatternKind.AllToAll, 4, "", "exec sleep 1"), "--", "env");
        await Programs.UntilAsync(driver, () => Runs("sleep", 2));
        await PatternRun.SignalAsync("-KILL", Agent("127.0.1.4"));
        var (status, _, _) = await PatternRun.EndAsync(driver);

        Assert.Equal(0, status);
        Assert.Equal(12, _run.Records.Count);
        Assert.All(_run.Records.Where(r => r.Client != 3 && r.Server != 3), r => Assert.True(r.Problem is null, r.Reason));
        Assert.Contains(_run.Records, r => r.Reason?.StartsWith("The agent of 127.0.1.4 is gone since ", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("-TERM", 143)]
    [InlineData("-INT", 130)]
    public async Task A_signal_ends_the_run_with_the_records_so_far(string signal, int expected)
    {
        using var driver = _run.Start(PatternRun.Commands(PatternKind.Pairs, 4, "exec sleep 1000", "exec sleep 1000") with { DurationSeconds = 1000 });
        await Programs.UntilAsync(driver, () => Runs("sleep", 4));
        await PatternRun.SignalAsync(signal, driver.Id);
        var (status, _, _) = await PatternRun.EndAsync(driver);

        Assert.Equal(expected, status);
        Assert.Equal([PairProblem.Stopped, PairProblem.Stopped], _run.Records.Select(r => r.Problem!.Value));
        Assert.Empty(_run.Processes);
    }

    [Fact]
    public async Task When_the_driver_is_killed_its_agents_end_what_they_started()
    {
        using var driver = _run.Start(PatternRun.Commands(PatternKind.Pairs, 2, "exec sleep 1000", "exec sleep 1000") with { DurationSeconds = 1000 }, "--", "env");
        await Programs.UntilAsync(driver, () => Runs("sleep", 2));
        driver.Kill();
        await driver.WaitForExitAsync();
        using var guard = System.Diagnostics.Process.Start("sleep", "60");
        await Programs.UntilAsync(guard, () => _run.Processes.Count == 0);
        guard.Kill();

        Assert.Empty(_run.Processes);
    }

    [Fact]
    public async Task What_a_killed_driver_with_its_agents_left_is_ended_by_the_next_one()
    {
        var plan = PatternRun.Commands(PatternKind.Pairs, 2, "exec sleep 1000", "exec sleep 1000") with { DurationSeconds = 1000 };
        using var driver = _run.Start(plan);
        await Programs.UntilAsync(driver, () => Runs("sleep", 2) && Directory.GetFiles(Path.Combine(_run.Folder, "pattern.children")).Sum(f => File.ReadAllLines(f).Length) == 2);
        driver.Kill();
        await driver.WaitForExitAsync();
        Assert.True(Runs("sleep", 2));

        var (status, _, errors) = await _run.RunAsync(PatternRun.Commands(PatternKind.Pairs, 2, "", "true"));

        Assert.Equal(0, status);
        Assert.Contains("ended 1 process that an earlier agent of 127.0.1.2 left", errors, StringComparison.Ordinal);
        Assert.Empty(_run.Processes);
    }

    [Fact]
    public async Task Who_does_not_have_the_secret_is_put_out_and_told_nothing()
    {
        using var driver = _run.Start(PatternRun.Commands(PatternKind.Pairs, 2, "", "exec sleep 1000") with { DurationSeconds = 1000 }, "--", "env");
        await Programs.UntilAsync(driver, () => Runs("sleep"));
        var words = _run.Processes.First(p => p.Words.Contains("agent")).Words;
        var point = IPEndPoint.Parse(words[words.ToList().IndexOf("--driver") + 1]);

        var guess = Path.Combine(_run.Folder, "guess");
        PairSecret.Create(guess);
        var proof = PairSecret.Read(guess).AgentProof("00", "00", 0, "127.0.1.1");
        foreach (var line in new[] { $$$"""{"type":"hello","nonce":"00","proof":"{{{proof}}}","index":0,"name":"127.0.1.1","address":null,"addresses":{}}""", "{", new string('x', 100_000), """{"type":"finish"}""" })
        {
            Assert.DoesNotContain("welcome", await SayAsync(point, line), StringComparison.Ordinal);
        }

        // The pair that runs was not touched, and an agent with another secret is refused and runs nothing.
        Assert.Empty(_run.Records);
        using var agent = Programs.Start(
            Programs.Load, null, "agent", "--driver", point.ToString(), "--secret-file", guess, "--plan", _run.PlanFile, "--children", Path.Combine(_run.Folder, "c"), "--name", "127.0.1.1");
        Assert.Equal(1, (await PatternRun.EndAsync(agent)).Status);
        await Programs.TerminateAsync(driver);
        Assert.Equal(143, driver.ExitCode);
    }

    [Fact]
    public async Task An_agent_does_nothing_for_a_driver_without_the_secret()
    {
        PairSecret.Create(_run.SecretFile);
        File.WriteAllText(_run.PlanFile, PatternRun.Commands(PatternKind.Pairs, 2, "", "true").ToJson());
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var agent = Programs.Start(
            Programs.Load, null, "agent", "--driver", listener.LocalEndpoint.ToString()!, "--secret-file", _run.SecretFile, "--plan", _run.PlanFile,
            "--children", Path.Combine(_run.Folder, "c"), "--name", "n1");
        using var client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream());
        await client.GetStream().WriteAsync("{\"type\":\"challenge\",\"nonce\":\"00\"}\n"u8.ToArray());
        Assert.Contains("\"type\":\"hello\"", await reader.ReadLineAsync(), StringComparison.Ordinal);
        await client.GetStream().WriteAsync("{\"type\":\"welcome\",\"proof\":\"00\"}\n"u8.ToArray());
        var (status, _, errors) = await PatternRun.EndAsync(agent);

        Assert.Equal(1, status);
        Assert.Contains("is not the driver", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_secret_is_for_its_user_alone()
    {
        PairSecret.Create(_run.SecretFile);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(_run.SecretFile).UnixFileMode);
    }

    // What the door answers until it closes.
    private static async Task<string> SayAsync(IPEndPoint point, string line)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(point);
        var answer = new StringBuilder();
        try
        {
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
            using var reader = new StreamReader(client.GetStream());
            answer.Append(await reader.ReadToEndAsync());
        }
        catch (IOException)
        {
            // It was cut off with what it had said unread.
        }

        return answer.ToString();
    }
}
