using Bench.Measurement.Pairs;

namespace Bench.Load.Pairs;

/// <summary>The files of a pattern, by their full paths: agents on other nodes see the same.</summary>
/// <param name="Plan">What is to be done.</param>
/// <param name="Folder">Of the job; the secret and what agents write down are here, and not among the results.</param>
/// <param name="Results">Where records, nodes and progress go.</param>
internal sealed record PatternFiles(string Plan, string Folder, string Results)
{
    internal string Secret => Path.Combine(Folder, "pattern.secret");

    internal string Children => Path.Combine(Folder, "pattern.children");

    internal string Records => Path.Combine(Results, PairRecord.FileName);

    internal string Nodes => Path.Combine(Results, PairNodes.FileName);

    internal string Progress => Path.Combine(Results, "progress.jsonl");
}
