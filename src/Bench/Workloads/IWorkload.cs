using Bench.Plans;
using Bench.Recipes;

namespace Bench.Workloads;

/// <summary>
/// A kind of workload: how it is started and what its output means. Setting up, running over a pattern and tearing down are the
/// lifecycle's, the same for all; a new kind is one class here and one recipe. See <c>docs/workloads.md</c>.
/// </summary>
public interface IWorkload
{
    /// <summary>The <c>kind:</c> of recipes.</summary>
    string Kind { get; }

    /// <summary>Program and arguments of the client; references to <see cref="RuntimeNames"/> become variables of its script.</summary>
    IReadOnlyList<Text> Command(PlannedWorkload workload);

    /// <summary>Files that are put into the client's folder (<c>job.dir</c>) before it starts: name and content.</summary>
    /// <exception cref="IOException">A file of this machine that one is made of cannot be read.</exception>
    IReadOnlyDictionary<string, string> Files(PlannedWorkload workload) => new Dictionary<string, string>();

    /// <summary>How long the client may take at most, before it is stopped.</summary>
    TimeSpan TimeLimit(PlannedWorkload workload);

    /// <summary>How long it should take; null where nobody knows.</summary>
    TimeSpan? Expected(PlannedWorkload workload);

    /// <summary>The file in the result's folder that grows by a line of JSON a second; null where there is none.</summary>
    string? ProgressFile { get; }

    /// <summary>Reads what a finished (or interrupted) client left behind. Problems are part of the result, not exceptions.</summary>
    WorkloadResult Process(PlannedWorkload workload, ResultFiles files);
}
