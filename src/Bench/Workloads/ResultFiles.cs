using System.Globalization;
using Bench.Recipes;

namespace Bench.Workloads;

/// <summary>Where the output of one run of a workload stands on this machine.</summary>
/// <param name="Directory">What the client wrote, and its <c>stdout.log</c> and <c>stderr.log</c>; of several clients a folder each (<see cref="Parts"/>).</param>
/// <param name="Source">The job's short name, as the source of series: <c>p1-load-r1</c>.</param>
/// <param name="Node">The node that it ran on.</param>
/// <param name="Started">When the client started; the time of values that have none of their own.</param>
public sealed record ResultFiles(string Directory, string Source, string Node, DateTimeOffset Started)
{
    public string Output => Path.Combine(Directory, "stdout.log");

    /// <summary>The files of each client: those of this folder itself, or, of several clients that ran at the same time, of its folders <c>c1</c>, <c>c2</c>, …</summary>
    /// <param name="instances">The workload's clients (<see cref="WorkloadSpec.Instances"/>); the folder of one may be missing.</param>
    public IReadOnlyList<ResultFiles> Parts(int instances) =>
        instances == 1 ? [this] : [.. Enumerable.Range(1, instances).Select(k => this with { Directory = Path.Combine(Directory, FolderOf(k)) })];

    /// <summary>The folder of a client in the folder of its workload's result.</summary>
    /// <param name="client">From 1.</param>
    public static string FolderOf(int client) => string.Create(CultureInfo.InvariantCulture, $"c{client}");
}
