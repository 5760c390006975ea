using Bench.Jobs;
using Bench.Jobs.Slurm;

namespace Bench.Tests.Jobs.Slurm;

public class SlurmTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("node1", "node1")]
    [InlineData("nid[001-003,7],gpu[9-10]-ib0", "nid001 nid002 nid003 nid7 gpu9-ib0 gpu10-ib0")]
    [InlineData("r[1-2]n[1-2]", "r1n1 r1n2 r2n1 r2n2")]
    [InlineData("broken[1-", "broken[1-")]
    public void Node_lists_are_expanded(string list, string names) => Assert.Equal(names, string.Join(' ', NodeList.Expand(list)));

    [Theory]
    [InlineData("00:01.500", 1.5)]
    [InlineData("01:02:03", 3723.0)]
    [InlineData("2-01:00:00", 176400.0)]
    [InlineData("Unknown", null)]
    [InlineData("", null)]
    public void Durations_are_seconds(string text, double? seconds) => Assert.Equal(seconds, SlurmText.Duration(text));

    [Theory]
    [InlineData("12", 12.0)]
    [InlineData("1.5K", 1536.0)]
    [InlineData("2M", 2097152.0)]
    [InlineData("", null)]
    public void Quantities_are_bytes(string text, double? bytes) => Assert.Equal(bytes, SlurmText.Quantity(text));

    [Theory]
    [InlineData("20261122-151233-hello-http-4f2a.d1-hello.1", true)]
    [InlineData("20261122-151233-hello-http-4f2a.d1-hello", false)]
    [InlineData("wrap", false)]
    [InlineData("20261122-151233-a|b-4f2a.x.1", false)]
    public void Names_of_Bench_jobs_are_told_from_others(string name, bool isOurs) => Assert.Equal(isOurs, JobNames.IsBench(name));
}
