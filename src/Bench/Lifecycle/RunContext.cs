using Bench.Diagnostics;
using Bench.Jobs;
using Bench.Lifecycle.Caching;
using Bench.Lifecycle.Runs;
using Bench.Lifecycle.Steps;
using Bench.Lifecycle.Workspaces;
using Bench.Plans;

namespace Bench.Lifecycle;

/// <summary>What the steps of one invocation share: the run's folder, and, once something is to be changed, its lock, journal and backend.</summary>
internal sealed class RunContext(RunFolder folder, RunInfo info, BenchOptions options, IBenchObserver observer, TimeProvider clock) : IAsyncDisposable
{
    private RunLock? _lock;
    private Journal? _journal;
    private IJobBackend? _backend;
    private Workspace? _workspace;
    private RunPlan? _plan;
    private LeaseKeeper? _lease;
    private RunJobs? _jobs;

    public RunFolder Folder => folder;

    public RunInfo Info => info;

    public BenchOptions Options => options;

    public IBenchObserver Observer => observer;

    public TimeProvider Clock => clock;

    public StepCache Cache { get; } = new(folder);

    /// <summary>Told of each event of the journal after it is on disk.</summary>
    public Action<JournalEntry>? Journaled { get; init; }

    /// <summary>Why the run stopped before its end, for the report; null while it did not.</summary>
    public string? Stopped { get; set; }

    /// <summary>True once a job was ever intended: from then on recipe and scripts of the run are fixed.</summary>
    public bool HasEffects => Entries.Any(e => e.Event == JournalEvents.Intent);

    /// <summary>The journal as it stands, without opening it for writing.</summary>
    public IReadOnlyList<JournalEntry> Entries => _journal?.Entries ?? Journal.Read(folder.Journal);

    public JobLedger Ledger => JobLedger.From(Entries);

    public RunPlan Plan
    {
        get => _plan ??= PlanFile.FromJson(File.ReadAllText(folder.Plan));
        set => _plan = value;
    }

    public bool HasPlan => File.Exists(folder.Plan);

    /// <summary>Where the run's jobs are, as the journal or, before any was intended, the plan names it: until then the cluster file may be mended.</summary>
    public JobSite Site => field ??= (HasEffects ? Entries.LastOrDefault(e => e.Site is not null)?.Site : null) ?? (HasPlan ? Workspace.SiteOf(Plan.Site) : JobSite.Local);

    public Workspace Workspace => _workspace ??= new Workspace(folder, Site);

    /// <summary>The jobs' end where it has begun before the teardown; null where it has not.</summary>
    public EarlyEnding? Ending { get; set; }

    /// <summary>Opens the line to the cluster while scripts are still rendered. What goes wrong is told by whoever needs the line first.</summary>
    public async Task ReachAsync()
    {
        try
        {
            if (!Site.IsLocal)
            {
                await Backend.Transport.LengthAsync("/", CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception problem) when (problem is BenchException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Nothing is lost by it.
        }
    }

    public IJobBackend Backend => _backend ??= Backends.Create(Site, clock, text => observer.On(new MessagePrinted(text)), options.Passphrase);

    /// <summary>The images that the run's jobs use.</summary>
    public ImagePreparation Images => field ??= new ImagePreparation(this);

    /// <summary>The end of a step's line with <c>--explain</c>.</summary>
    public string Because(string reason) => options.Explain ? $"; ran because {reason}" : "";

    /// <summary>Takes the run's lock: before anything in its folder is changed.</summary>
    public void Own()
    {
        if (_lock is not null)
        {
            return;
        }

        _lock = RunLock.Take(folder, clock, out var previous);
        if (previous is not null)
        {
            observer.On(new MessagePrinted($"taking over from process {previous.Pid} on {previous.Host}, which died"));
        }
    }

    /// <summary>Opens the journal for writing and keeps the lease alive: before jobs are submitted, watched or stopped.</summary>
    public RunJobs Attach()
    {
        if (_jobs is not null)
        {
            return _jobs;
        }

        Own();
        _journal = Journal.Open(folder.Journal, clock);
        _journal.Appended += entry => Journaled?.Invoke(entry);
        _lease = new LeaseKeeper(Backend.Transport, Workspace.Lease, LeaseKeeper.OwnerOf(folder), clock, options.Lease);
        _journal.Append(new JournalEntry
        {
            Event = JournalEvents.Attached,
            Reason = $"{options.Target} by process {Environment.ProcessId} on {Environment.MachineName}",
            Site = Site,
        });
        return _jobs = new RunJobs(this, _journal, Backend);
    }

    public async ValueTask DisposeAsync()
    {
        if (_lease is not null)
        {
            await _lease.DisposeAsync().ConfigureAwait(false);
            await DetachAsync().ConfigureAwait(false);
        }

        if (_backend is not null)
        {
            await _backend.DisposeAsync().ConfigureAwait(false);
        }

        _journal?.Dispose();
        _lock?.Dispose();
    }

    private async Task DetachAsync()
    {
        if (!options.Detach || Ledger.Open.Count == 0)
        {
            return;
        }

        try
        {
            await LeaseKeeper.DetachAsync(Backend.Transport, Workspace.Lease, LeaseKeeper.OwnerOf(folder), clock, CancellationToken.None).ConfigureAwait(false);
            observer.On(new MessagePrinted(
                $"detached: its jobs wait {LeaseKeeper.DetachedLength.TotalHours:0} h at most; go on with './build.sh RunBenchmark --run {folder.Id}', end it with './build.sh Teardown --run {folder.Id}'"));
        }
        catch (BenchException problem)
        {
            observer.On(new MessagePrinted($"the lease could not be made longer, the jobs end in {options.Lease.TotalMinutes:0} min: {problem.Message}"));
        }
    }
}
