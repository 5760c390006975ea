using Bench.Metrics;

namespace Bench.Tests.Metrics;

public class MachineFactsTests
{
    [Fact]
    public void The_machine_is_told_by_kernel_cpu_and_memory()
    {
        var facts = MachineFacts.Read();

        Assert.Equal(File.ReadAllText("/proc/sys/kernel/osrelease").Trim(), facts["kernel"]);
        Assert.Equal(Environment.ProcessorCount.ToString(), facts["cpus"]);
        Assert.All((string[])["cpu", "memory", "host", "dotnet", "bench"], name => Assert.NotEqual("", facts[name].Trim()));
        Assert.EndsWith("kB", facts["memory"], StringComparison.Ordinal);
    }
}
