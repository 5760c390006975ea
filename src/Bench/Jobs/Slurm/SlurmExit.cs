using System.Text.Json;
using Bench.Jobs.Local;

namespace Bench.Jobs.Slurm;

/// <summary><c>exit.json</c> as the wrappers under Slurm write it.</summary>
/// <param name="Reason">As in <see cref="LocalExit"/>; or <c>step</c>: the allocation wrote it for a step that could not.</param>
/// <param name="Detail">A sentence of the wrapper's own, where it ended before the command began.</param>
internal sealed record SlurmExit(int Code, int? Signal, string Reason, string? Detail)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private const int KillSignal = 9;

    /// <summary>Null where the text is no such file: it tells nothing.</summary>
    public static SlurmExit? TryParse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<SlurmExit>(text, Options) is { Reason: not null } exit ? exit : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Somebody ended it, and it cannot know who and why: Slurm may.</summary>
    public bool IsDoubtful => Reason is "stopped" or "step" || Signal == KillSignal || Code == 128 + KillSignal;

    public JobStatus Status(IReadOnlyList<string> nodes) => this switch
    {
        { Detail: { } detail } => new JobStatus(JobPhase.Failed, Code, detail, nodes),
        { Reason: "step" } => new JobStatus(JobPhase.Failed, Code, $"The step could not run, or was killed (srun ended with status {Code}); slurm.log in its folder may say why.", nodes),
        _ => new LocalExit(Code, Signal, Reason).Status(nodes),
    };
}
