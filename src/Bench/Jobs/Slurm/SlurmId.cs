namespace Bench.Jobs.Slurm;

/// <summary>The id of a job, <c>1234</c>, or of a step that its allocation started for us, <c>1234/name</c>.</summary>
internal sealed record SlurmId(string Job, string? Step)
{
    public static SlurmId Parse(string id) => id.Split('/', 2) is [var job, var step] ? new SlurmId(job, step) : new SlurmId(id, null);

    public override string ToString() => Step is null ? Job : $"{Job}/{Step}";
}
