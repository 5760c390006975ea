using Bench.Load.Sampling;
using Bench.Measurement.Machine;
using Microsoft.Extensions.Time.Testing;

namespace Bench.Load.Tests.Sampling;

public sealed class CgroupReaderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bench-cgroup").FullName;
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Write(string file, string text)
    {
        var path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static ProcStat Process(int pid) => new(pid, "x", 'S', 1, pid, pid, 0, 0, 0, 1, 1, 1);

    private CgroupReader Reader() => new(new ProcFileSystem(Path.Combine(_root, "proc")), _time, Path.Combine(_root, "sys"));

    private static Dictionary<string, double> Read(CgroupReader reader, params int[] pids) =>
        reader.Read([.. pids.Select(Process)], "s", "n").ToDictionary(r => $"{r.Metric} {r.Unit}", r => r.Value);

    [Fact]
    public void The_group_that_all_processes_of_a_job_have_in_common_is_read()
    {
        Write("proc/1/cgroup", "0::/system.slice/slurmstepd.scope/job_7/step_0/user/task_0\n");
        Write("proc/2/cgroup", "0::/system.slice/slurmstepd.scope/job_7/step_0/user/task_1\n");
        Write("sys/system.slice/slurmstepd.scope/job_7/step_0/user/memory.current", "4096\n");
        Write("sys/system.slice/slurmstepd.scope/job_7/step_0/user/cpu.stat", "usage_usec 1000000\nuser_usec 5\n");
        var reader = Reader();

        Assert.Equal(new Dictionary<string, double> { ["cgroup/memory B"] = 4096 }, Read(reader, 1, 2));
        Write("sys/system.slice/slurmstepd.scope/job_7/step_0/user/cpu.stat", "usage_usec 4000000\n");
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1.5, Read(reader, 1, 2)["cgroup/cpu cores"]);
    }

    [Fact]
    public void Version_1_has_a_group_for_each_controller()
    {
        Write("proc/1/cgroup", "9:cpu,cpuacct:/slurm/uid_1/job_7\n4:memory:/slurm/uid_1/job_7/step_0\n");
        Write("sys/memory/slurm/uid_1/job_7/step_0/memory.usage_in_bytes", "77\n");
        Write("sys/cpuacct/slurm/uid_1/job_7/cpuacct.usage", "1000000000\n");
        var reader = Reader();

        Assert.Equal(77, Read(reader, 1)["cgroup/memory B"]);
        Write("sys/cpuacct/slurm/uid_1/job_7/cpuacct.usage", "2000000000\n");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, Read(reader, 1)["cgroup/cpu cores"]);
    }

    [Fact]
    public void A_group_that_is_not_the_jobs_own_tells_nothing_of_it()
    {
        Write("proc/1/cgroup", "0::/user.slice/session-1.scope\n");
        Write("proc/2/cgroup", "0::/x/job_7/step_0\n");
        Write("proc/3/cgroup", "0::/x/job_8/step_0\n");
        foreach (var folder in (string[])["user.slice/session-1.scope", "x"])
        {
            Write($"sys/{folder}/memory.current", "1\n");
            Write($"sys/{folder}/cpu.stat", "usage_usec 1\n");
        }

        Assert.Empty(Read(Reader(), 1));
        Assert.Empty(Read(Reader(), 2, 3));
        Assert.Empty(Read(Reader()));
        Assert.Empty(Read(Reader(), 99));
    }
}
