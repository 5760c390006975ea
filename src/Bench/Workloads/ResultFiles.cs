namespace Bench.Workloads;

/// <summary>Where the output of one run of a workload stands on this machine.</summary>
/// <param name="Directory">What the client wrote, and its <c>stdout.log</c> and <c>stderr.log</c>.</param>
/// <param name="Source">The job's short name, as the source of series: <c>p1-load-r1</c>.</param>
/// <param name="Node">The node that it ran on.</param>
/// <param name="Started">When the client started; the time of values that have none of their own.</param>
public sealed record ResultFiles(string Directory, string Source, string Node, DateTimeOffset Started)
{
    public string Output => Path.Combine(Directory, "stdout.log");
}
