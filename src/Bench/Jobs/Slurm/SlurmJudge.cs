using System.Text.Json;

namespace Bench.Jobs.Slurm;

/// <summary>
/// Puts a job's files, squeue's row and sacct's together. Files tell how it ended, Slurm tells why where they cannot; an answer that did not
/// come is never an end.
/// </summary>
internal sealed class SlurmJudge(TimeProvider time)
{
    /// <summary>How long a file of a job that ended may take to be seen here: the attribute cache of a network file system.</summary>
    public static readonly TimeSpan FileDelay = TimeSpan.FromSeconds(8);

    /// <summary>How long Slurm may take to say why it ended a job.</summary>
    public static readonly TimeSpan ReasonDelay = TimeSpan.FromSeconds(15);

    /// <summary>How long slurmdbd may lag behind slurmctld.</summary>
    private static readonly TimeSpan AccountDelay = TimeSpan.FromSeconds(10);

    /// <summary>How long the end of an allocation may take to be seen after that of its step.</summary>
    private static readonly TimeSpan StepDelay = TimeSpan.FromSeconds(1.5);

    /// <summary>How long a job may be missing everywhere before it is lost: slurmctld may have been started anew, slurmdbd may lag.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(60);

    /// <summary>The job's status, and whether sacct (and squeue, at once) should be asked about it.</summary>
    /// <param name="place">The job's place in the look.</param>
    public (JobStatus Status, bool AskMore) Judge(JobHandle job, SlurmMemory memory, SlurmAnswer answer, int place)
    {
        var id = SlurmId.Parse(job.Id);
        Remember(job, id, memory, answer);
        var nodes = Nodes(memory, answer.File(place, "started.json"));
        var exit = answer.File(place, "exit.json") is { } text ? SlurmExit.TryParse(text) : null;
        return exit is not null ? Ended(id, memory, exit, answer, nodes) : Unfinished(job, id, memory, answer, place, nodes);
    }

    private static void Remember(JobHandle job, SlurmId id, SlurmMemory memory, SlurmAnswer answer)
    {
        if (answer.Queue is { } queue)
        {
            memory.Row = queue.GetValueOrDefault(id.Job) is { } row && row.IsOf(job) ? row : null;
        }

        memory.Account = answer.Accounts.GetValueOrDefault(id.Job) ?? memory.Account;
    }

    private (JobStatus Status, bool AskMore) Ended(SlurmId id, SlurmMemory memory, SlurmExit exit, SlurmAnswer answer, IReadOnlyList<string> nodes)
    {
        var own = exit.Status(nodes);
        if (!exit.IsDoubtful || memory.StoppedByUs)
        {
            return (own, false);
        }

        memory.EndedSince ??= time.GetUtcNow();
        var waited = time.GetUtcNow() - memory.EndedSince.Value;
        if (Truth(memory) is { } truth && !(SlurmReasons.Explains(truth) && Asks(memory, truth, waited)))
        {
            return (SlurmReasons.Explains(truth) ? Explained(id, truth, answer.User, own) : own, false);
        }

        // A step that was stopped in an allocation that goes on needs no explanation.
        var goesOn = id.Step is not null && waited >= StepDelay && answer.Queue is not null && memory.Row is { State: "RUNNING" };
        return goesOn || waited >= ReasonDelay ? (own, false) : (new JobStatus(JobPhase.Running, Nodes: nodes), true);
    }

    private (JobStatus Status, bool AskMore) Unfinished(JobHandle job, SlurmId id, SlurmMemory memory, SlurmAnswer answer, int place, IReadOnlyList<string> nodes)
    {
        var now = time.GetUtcNow();
        var started = answer.File(place, "started.json") is not null;
        if (memory.Row is { } row)
        {
            memory.MissingSince = null;
            if (row.Kind != SlurmStateKind.Ended)
            {
                memory.EndedSince = null;
                memory.WaitsAgain &= row.Kind == SlurmStateKind.Pending;
            }

            switch (row.Kind)
            {
                case SlurmStateKind.Pending when started && !WaitsAgain(memory, answer):
                    return (new JobStatus(JobPhase.Running, Nodes: nodes), false);
                case SlurmStateKind.Pending:
                    return (new JobStatus(JobPhase.Pending, Reason: (id.Step is null ? "" : "Its allocation waits. ") + SlurmReasons.OfWaiting(row)) { Problem = SlurmReasons.ProblemOf(job, row) }, false);
                case SlurmStateKind.Running:
                    return (id.Step is null || started
                        ? new JobStatus(JobPhase.Running, Nodes: nodes)
                        : new JobStatus(JobPhase.Pending, Reason: "Its allocation is about to start it."), false);
                case SlurmStateKind.Unknown:
                    return (new JobStatus(started ? JobPhase.Running : JobPhase.Unknown, null, $"Slurm says '{row.State}'.", nodes), false);
            }
        }
        else if (answer.Queue is null && memory is { EndedSince: null, MissingSince: null })
        {
            // squeue has said nothing yet.
            return started ? (new JobStatus(JobPhase.Running, Nodes: nodes), false)
                : answer.QueueError is { } error ? (new JobStatus(JobPhase.Unknown, Reason: $"squeue gave no answer: {error}"), false)
                : (memory.Last is { Phase: JobPhase.Pending or JobPhase.Running } last ? last : new JobStatus(JobPhase.Unknown), false);
        }

        return Gone(id, memory, answer.User, started, nodes, now);
    }

    // A file is younger than a row of an earlier look, and older than one of this look.
    private static bool WaitsAgain(SlurmMemory memory, SlurmAnswer answer) => memory.WaitsAgain |= answer.Queue is not null;

    // Slurm says that it ended, or does not know it any more, and there is no exit.json.
    private static (JobStatus Status, bool AskMore) Gone(
        SlurmId id, SlurmMemory memory, string? user, bool started, IReadOnlyList<string> nodes, DateTimeOffset now)
    {
        var waits = new JobStatus(started || memory.Last?.Phase == JobPhase.Running ? JobPhase.Running : JobPhase.Unknown, null, "It has ended; how, is being asked.", nodes);
        if (Truth(memory) is { } truth)
        {
            memory.MissingSince = null;
            memory.EndedSince ??= now;
            var neverBegan = !started && SlurmReasons.Explains(truth);
            if (!memory.StoppedByUs && (Asks(memory, truth, now - memory.EndedSince.Value) || (!neverBegan && now - memory.EndedSince < FileDelay)))
            {
                return (waits, memory.Account is not { Kind: SlurmStateKind.Ended });
            }

            return (memory.StoppedByUs && !SlurmReasons.Explains(truth)
                ? new JobStatus(JobPhase.Cancelled, truth.Code, "It was stopped.", nodes)
                : Explained(id, truth, user, null), false);
        }

        memory.MissingSince ??= now;
        return memory.StoppedByUs ? (new JobStatus(JobPhase.Cancelled, null, "It was stopped.", nodes), false)
            : now - memory.MissingSince < LostAfter ? (waits, true)
            : (new JobStatus(JobPhase.Lost, null, "Neither squeue nor sacct nor scontrol know it any more, and it left no word of how it ended.", nodes), false);
    }

    // squeue does not tell who cancelled a job, nor its status: sacct has its chance first.
    private static bool Asks(SlurmMemory memory, SlurmRow truth, TimeSpan waited) =>
        memory.Account is not { Kind: SlurmStateKind.Ended } && SlurmStates.Word(truth.State) is "CANCELLED" or "FAILED" && (memory.AccountCount == 0 || waited < AccountDelay);

    // sacct knows who cancelled; squeue does not, but is there where accounting is off.
    private static SlurmRow? Truth(SlurmMemory memory) =>
        memory.Account is { Kind: SlurmStateKind.Ended } account && memory.Row is null or { Kind: SlurmStateKind.Ended } ? account
        : memory.Row is { Kind: SlurmStateKind.Ended } row ? row
        : null;

    private static JobStatus Explained(SlurmId id, SlurmRow truth, string? user, JobStatus? own)
    {
        var end = SlurmReasons.OfEnd(truth, user);
        if (id.Step is null)
        {
            return end with { ExitCode = own?.ExitCode ?? end.ExitCode };
        }

        // The end of its allocation is no end of the step's own making.
        var phase = end.Phase is JobPhase.Completed or JobPhase.Failed ? JobPhase.Lost : end.Phase;
        return new JobStatus(phase, own?.ExitCode, $"Its allocation ended before it. {end.Reason ?? "The allocation's script had come to its end."}", end.Nodes);
    }

    private static IReadOnlyList<string> Nodes(SlurmMemory memory, string? started)
    {
        if (memory.Row is { Nodes.Length: > 0 } row && started is null)
        {
            return NodeList.Expand(row.Nodes);
        }

        try
        {
            return started is not null && JsonDocument.Parse(started).RootElement.TryGetProperty("nodes", out var nodes) ? NodeList.Expand(nodes.GetString() ?? "") : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
