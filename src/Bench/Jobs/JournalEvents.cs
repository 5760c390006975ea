namespace Bench.Jobs;

/// <summary>The events of the journal, in the order of a job's life.</summary>
public static class JournalEvents
{
    /// <summary>A process took the run up; <see cref="JournalEntry.Reason"/> names it.</summary>
    public const string Attached = "attached";

    /// <summary>A job is about to be submitted under this unique name.</summary>
    public const string Intent = "intent";

    /// <summary>The backend has it; its id is known.</summary>
    public const string Submitted = "submitted";

    /// <summary>Its phase changed.</summary>
    public const string State = "state";

    /// <summary>It ended by itself.</summary>
    public const string Ended = "ended";

    /// <summary>We ended it, and saw that it is gone.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Every job of the run is gone; nothing of it is left on the cluster.</summary>
    public const string TornDown = "torn-down";
}
