using Bench.Load.CommandLine;
using Bench.Load.Sampling;

namespace Bench.Load.Tests.Sampling;

public sealed class SampleProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bench-sample").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Out => Path.Combine(_folder, "samples.csv");

    private string[][] Rows() => [.. File.ReadLines(Out).Skip(1).Select(l => l.Split(','))];

    [Fact]
    public async Task The_jobs_processes_and_what_descends_from_them_are_sampled_until_TERM()
    {
        var job = $"bench-sample-{Guid.NewGuid():N}";
        // The grandchild has another BENCH_JOB; descent alone shows whose it is.
        using var service = Programs.Start("/bin/sh", job, "-c", "BENCH_JOB=x sh -c 'while :; do :; done' & wait");
        using var sample = Programs.Start(Programs.Load, job, "sample", "--job", job, "--source", "d1-x", "--node", "n1", "--every", "20ms", "--out", Out);
        try
        {
            await Programs.UntilAsync(sample, () => File.Exists(Out) && Rows().Any(r => r is [_, "d1-x", _, "cpu/user", not "0", _]));
            await Programs.TerminateAsync(sample);
        }
        finally
        {
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync();
        }

        Assert.Equal(0, sample.ExitCode);
        Assert.Equal("time_utc,source,node,metric,value,unit", File.ReadLines(Out).First());
        Assert.All(Rows(), r => Assert.True(r.Length == 6 && r[1] is "d1-x" or "node" && r[2] == "n1"));
        // The sampler itself carries the job's name too, and is not of it.
        Assert.Contains(Rows(), r => r is [_, "d1-x", _, "processes", "2", "1"]);
        Assert.DoesNotContain(Rows(), r => r is [_, "d1-x", _, "processes", "3", _]);
        Assert.Contains(Rows(), r => r is [_, "node", _, "memory/available", _, "B"]);
    }

    [Fact]
    public async Task A_job_without_processes_has_rows_that_say_so_and_the_file_goes_on_after_a_torn_line()
    {
        await File.WriteAllTextAsync(Out, "time_utc,source,node,metric,value,unit\n2026-11-22T15:12:33.000Z,a,b,c,1,1\n2026-11-");
        using var sample = Programs.Start(Programs.Load, null, "sample", "--job", "no-such-job", "--source", "x", "--every", "10ms", "--out", Out);
        await Programs.UntilAsync(sample, () => Rows().Any(r => r.Length == 6 && r[3] == "cpu/cores"));
        await Programs.TerminateAsync(sample);

        Assert.Equal(0, sample.ExitCode);
        Assert.Single(File.ReadLines(Out), l => l.StartsWith("time_utc", StringComparison.Ordinal));
        Assert.Equal(["2026-11-22T15:12:33.000Z", "a", "b", "c", "1", "1"], Rows()[0]);
        Assert.All(Rows(), r => Assert.Equal(6, r.Length));
        Assert.Contains(Rows(), r => r is [_, "x", _, "processes", "0", "1"]);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var command = SampleCommand.Parse(["--job", "j", "--source", "s", "--out", "o"]);

        Assert.Equal((TimeSpan.FromSeconds(1), Environment.MachineName), (command.Every, command.Node));
    }

    [Theory]
    [InlineData("--job is missing")]
    [InlineData("--every must be above 0", "--job", "j", "--source", "s", "--out", "o", "--every", "0")]
    public void A_wrong_command_line_says_what_is_wrong(string message, params string[] arguments) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => SampleCommand.Parse(arguments)).Message, StringComparison.Ordinal);
}
