using Bench.Plans;
using Bench.Recipes;

namespace Bench.Workloads;

/// <summary>
/// A kind of workload, and its life: what is set up, what runs, what its output means. The same three for all kinds; that what was started ends
/// is the lifecycle's business, by pid, whatever the kind. A new kind is one class here, one record and one recipe. See <c>docs/workloads.md</c>.
/// </summary>
public interface IWorkload
{
    /// <summary>The <c>kind:</c> of recipes.</summary>
    string Kind { get; }

    /// <summary>
    /// What has to be there before it runs: files, by name and content, that are put into the client's folder (<c>job.dir</c>). Over a pattern that
    /// is the plan by which agents start a server on every node that needs one.
    /// </summary>
    /// <exception cref="IOException">A file of this machine that one is made of cannot be read.</exception>
    IReadOnlyDictionary<string, string> SetUp(PlannedWorkload workload) => new Dictionary<string, string>();

    /// <summary>Program and arguments of the client; references to <see cref="RuntimeNames"/> become variables of its script.</summary>
    IReadOnlyList<Text> Run(PlannedWorkload workload);

    /// <summary>How long the client may take at most, before it is stopped.</summary>
    TimeSpan TimeLimit(PlannedWorkload workload);

    /// <summary>How long it should take; null where nobody knows.</summary>
    TimeSpan? Expected(PlannedWorkload workload);

    /// <summary>The file in the result's folder that grows by a line of JSON a second; null where there is none.</summary>
    string? ProgressFile { get; }

    /// <summary>Reads what a finished (or interrupted) client left behind. Problems are part of the result, not exceptions.</summary>
    WorkloadResult Process(PlannedWorkload workload, ResultFiles files);
}
