using System.Text.Json.Serialization;

namespace Bench.Jobs;

/// <summary>What is needed to reach a run's jobs again, from any machine and without the plan: the journal carries it.</summary>
/// <param name="Scheduler"><c>local</c>, <c>slurm</c>, <c>kubernetes</c>.</param>
/// <param name="Ssh">Alias in ssh_config; null: commands run on this machine.</param>
/// <param name="SshConfig">The ssh_config to read; null: the user's own.</param>
/// <param name="Workdir">The cluster's folder for runs, absolute; null: the run's own folder.</param>
public sealed record JobSite(string Scheduler, string? Ssh = null, string? SshConfig = null, string? Workdir = null)
{
    public static JobSite Local { get; } = new("local");

    /// <summary>Jobs are processes of this machine.</summary>
    [JsonIgnore]
    public bool IsLocal => Scheduler == "local";
}
