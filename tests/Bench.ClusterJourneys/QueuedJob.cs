namespace Bench.ClusterJourneys;

/// <summary>A line of squeue.</summary>
/// <param name="State">In Slurm's long form: RUNNING.</param>
/// <param name="Folder">Its working folder.</param>
/// <param name="Reason">Why it waits.</param>
internal sealed record QueuedJob(string Id, string Name, string State, string Nodes, string Folder, string Reason);
