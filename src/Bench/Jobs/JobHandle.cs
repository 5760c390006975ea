namespace Bench.Jobs;

/// <summary>A submitted job: enough to poll and to stop it from another process, later.</summary>
/// <param name="Name">The unique name of <see cref="JobSpec.Name"/>.</param>
/// <param name="Id">The backend's own id: a Slurm job id; on local <c>pid:start-time:boot</c>.</param>
/// <param name="Directory">The job's folder.</param>
public sealed record JobHandle(string Name, string Id, string Directory);
