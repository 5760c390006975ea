using System.Diagnostics;
using Bench.Measurement.Machine;

namespace Bench.Measurement.Tests.Machine;

public sealed class ProcFileSystemTests
{
    private readonly ProcFileSystem _proc = new();

    [Fact]
    public async Task A_process_that_becomes_another_program_keeps_its_environment()
    {
        const string Again = "[ $1 -eq 0 ] || exec bash -c \"$0\" \"$0\" $(($1 - 1))";
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", Again, Again, "300"])
        {
            Environment = { ["BENCH_JOB"] = "run.d1-x.1" },
        })!;
        var looks = 0;
        while (_proc.Stat(process.Id) is { HasEnded: false })
        {
            var job = _proc.Variable(process.Id, "BENCH_JOB");
            Assert.True(job == "run.d1-x.1" || _proc.Stat(process.Id) is null or { HasEnded: true }, $"look {looks} saw '{job}'");
            looks++;
        }

        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        Assert.True(looks > 0);
    }

    [Fact]
    public async Task A_process_without_environment_has_no_variables()
    {
        using var process = Process.Start(new ProcessStartInfo("env", ["-i", "cat"]) { RedirectStandardInput = true })!;
        Assert.Null(_proc.Variable(process.Id, "BENCH_JOB"));
        process.StandardInput.Close();
        await process.WaitForExitAsync();
    }

    [Fact]
    public void Threads_of_the_kernel_are_told_apart()
    {
        Assert.True(ProcStat.TryParse(2, "2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 1 0 0 20 0 1 0 9 0 0 1")!.IsKernel);
        Assert.False(_proc.Stat(Environment.ProcessId)!.IsKernel);
    }
}
