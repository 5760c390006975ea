using Bench.Load.CommandLine;

namespace Bench.Load.Sampling;

/// <summary>The command line of <c>bench-load sample</c>.</summary>
internal sealed record SampleCommand
{
    internal const string Help = """
        bench-load sample: what a job uses on this node, as tidy CSV, until it is ended by TERM.

        needed
          --job NAME           the processes that carry BENCH_JOB=NAME or are in the process group BENCH_GROUP, and what descends from them
          --source NAME        the source of the rows; those of the node as a whole have the source node
          --out FILE           rows are added to it: time_utc,source,node,metric,value,unit
        else
          --every D            default 1s
          --node NAME          default the host's name

        Metrics: cpu/cores, cpu/user, cpu/system, io/read, io/write, memory/rss, memory/pss, threads, processes; of the job's control group, where the
        scheduler made one: cgroup/cpu, cgroup/memory; of the node: cpu/cores, cpu/steal, network/*, memory/available, load1, and gpuN/* by nvidia-smi.
        """;

    private static readonly string[] Known = ["--job", "--source", "--out", "--every", "--node"];

    public required string Job { get; init; }

    public required string Source { get; init; }

    public required string Out { get; init; }

    public required TimeSpan Every { get; init; }

    public required string Node { get; init; }

    /// <exception cref="UsageException">Something is unknown, missing or wrong.</exception>
    internal static SampleCommand Parse(IReadOnlyList<string> arguments)
    {
        var read = new OptionReader(arguments, Known, []);
        return new SampleCommand
        {
            Job = read.Get("--job"),
            Source = read.Get("--source"),
            Out = read.Get("--out"),
            Every = Quantities.Positive("--every", read.Map("--every", Quantities.Duration, TimeSpan.FromSeconds(1))),
            Node = read.Find("--node") ?? Environment.MachineName,
        };
    }
}
