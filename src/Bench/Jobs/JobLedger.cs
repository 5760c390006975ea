namespace Bench.Jobs;

/// <summary>The journal, folded: every job with its last known state.</summary>
public sealed class JobLedger
{
    private readonly Dictionary<string, JobRecord> _jobs = [];
    private readonly Dictionary<string, string> _latest = [];

    private JobLedger()
    {
    }

    /// <summary>In the order of their intents.</summary>
    public IReadOnlyCollection<JobRecord> Jobs => _jobs.Values;

    /// <summary>True where the last word of the journal on the run as a whole is that nothing is left.</summary>
    public bool IsTornDown { get; private set; }

    /// <summary>Those that may still live.</summary>
    public IReadOnlyList<JobRecord> Open => [.. _jobs.Values.Where(j => j.IsOpen)];

    public static JobLedger From(IEnumerable<JournalEntry> entries)
    {
        var ledger = new JobLedger();
        foreach (var entry in entries)
        {
            ledger.Apply(entry);
        }

        return ledger;
    }

    /// <summary>The newest attempt of a job, by its short name.</summary>
    public JobRecord? Latest(string name) => _latest.TryGetValue(name, out var job) ? _jobs[job] : null;

    /// <summary>A job by its unique name.</summary>
    public JobRecord this[string job] => _jobs[job];

    /// <summary>Takes one more event in.</summary>
    public void Apply(JournalEntry entry)
    {
        switch (entry.Event)
        {
            case JournalEvents.Intent:
                IsTornDown = false;
                _latest[entry.Name ?? entry.Job!] = entry.Job!;
                _jobs[entry.Job!] = new JobRecord
                {
                    Job = entry.Job!,
                    Name = entry.Name ?? entry.Job!,
                    Role = entry.Role ?? "client",
                    Attempt = entry.Attempt ?? 1,
                    Directory = entry.Directory ?? "",
                    Nonce = entry.Nonce ?? "",
                    StopGrace = TimeSpan.FromSeconds(entry.StopGrace ?? 10),
                };
                break;
            case JournalEvents.TornDown:
                IsTornDown = true;
                break;
            default:
                if (entry.Job is not null && _jobs.TryGetValue(entry.Job, out var job))
                {
                    _jobs[entry.Job] = Updated(job, entry);
                }

                break;
        }
    }

    private static JobRecord Updated(JobRecord job, JournalEntry entry) => entry.Event switch
    {
        JournalEvents.Submitted => job with { Id = entry.Id, Submitted = entry.At, Phase = entry.Phase ?? JobPhase.Pending },
        JournalEvents.State => job with { Phase = entry.Phase ?? job.Phase, Reason = entry.Reason },
        JournalEvents.Ended => job with
        {
            Phase = entry.Phase ?? JobPhase.Failed,
            ExitCode = entry.ExitCode,
            Reason = entry.Reason,
            Ended = entry.At,
        },
        JournalEvents.Cancelled => job with { Phase = JobPhase.Cancelled, ExitCode = entry.ExitCode, Reason = entry.Reason, Ended = entry.At },
        _ => job,
    };
}
