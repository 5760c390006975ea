using Bench.Jobs;
using Bench.Lifecycle.Runs;
using Bench.Recipes;

namespace Bench.Lifecycle.Workspaces;

/// <summary>
/// Where a run's files stand as its jobs see them: the run's own folder, or, on a cluster with a workdir, <c>&lt;workdir&gt;/&lt;run id&gt;</c>.
/// Paths only; nothing is read or written here.
/// </summary>
internal sealed class Workspace(RunFolder run, JobSite site)
{
    /// <summary>Absolute, on the cluster.</summary>
    public string Root { get; } = site.Workdir is null ? run.Path : Path.Combine(site.Workdir, run.Id);

    /// <summary>True where jobs see the run's own folder: nothing has to be brought over.</summary>
    public bool IsRunFolder => site.Workdir is null;

    /// <summary>What outlives a run: tools and images. The workdir, or the run's folder where there is none.</summary>
    public string Shared { get; } = site.Workdir ?? run.Path;

    public string Lease => Path.Combine(Root, "lease");

    public string Job(string name) => Path.Combine(Root, "jobs", name);

    /// <summary>Where a result's folder of this machine stands on the cluster.</summary>
    public string Result(string local) => Path.Combine(Root, run.Relative(local));

    /// <summary>The folder by which clients start together.</summary>
    public string Barrier(string name) => Path.Combine(Root, "barriers", name);

    /// <summary>The folder of this machine that a job's files are brought to.</summary>
    public string MirrorOf(string jobDirectory) => run.Job(Path.GetFileName(jobDirectory));

    public static JobSite SiteOf(ClusterSpec cluster) =>
        new(cluster.Scheduler.ToString().ToLowerInvariant(), cluster.Ssh, cluster.SshConfig, cluster.Workdir);
}
