using Bench.Load.CommandLine;

namespace Bench.Load.Pairs;

/// <summary>The command line of <c>bench-load pattern</c>.</summary>
internal sealed record PatternCommand
{
    internal const string Help = """
        bench-load pattern: measures between nodes, pair by pair, in the rounds of a plan: the driver. In a Slurm job it starts an agent on each node, else
        agents of its own on loopback addresses.

        needed
          --plan FILE          pattern.json, as Bench writes it; agents read it too
          --out FOLDER         pairs.jsonl (a line as each pair ends), nodes.json, progress.jsonl
        else
          --agents N           how many agents to start; default as many as the plan has nodes
          --local              agents on this machine even in a Slurm job
          --dry-run            tell rounds, pairs and the expected time, and end; --out is not needed
          -- WORDS             what each agent is started with, such as apptainer exec IMAGE

        A tool that is missing, a server that refuses, a node that freezes: each is a record with its reason, and not the end.
        Exit status: 0 the pattern was played to its end; 1 it could not be; 2 usage; 130/143 ended by a signal, with the records so far.
        """;

    private static readonly string[] Flags = ["--local", "--dry-run"];
    private static readonly string[] Known = ["--plan", "--out", "--agents", .. Flags];

    public required string Plan { get; init; }

    public required string Out { get; init; }

    /// <summary>Null: as many as the plan has nodes.</summary>
    public int? Agents { get; init; }

    public bool Local { get; init; }

    public bool DryRun { get; init; }

    /// <summary>What each agent is started with; empty: nothing.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <exception cref="UsageException">Something is unknown, missing or wrong.</exception>
    internal static PatternCommand Parse(IReadOnlyList<string> arguments)
    {
        var read = new OptionReader([.. arguments.TakeWhile(a => a != "--")], Known, [], Flags);
        return new PatternCommand
        {
            Plan = read.Get("--plan"),
            Out = read.Has("--dry-run") ? read.Find("--out") ?? "" : read.Get("--out"),
            Agents = read.Map<int?>("--agents", (option, text) => Quantities.Count(option, text, 1), null),
            Local = read.Has("--local"),
            DryRun = read.Has("--dry-run"),
            Words = [.. arguments.SkipWhile(a => a != "--").Skip(1)],
        };
    }
}
