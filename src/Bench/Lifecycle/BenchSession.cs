using System.Text.Json;
using Bench.Diagnostics;
using Bench.Lifecycle.Commands;
using Bench.Lifecycle.Runs;
using Bench.Lifecycle.Steps;

namespace Bench.Lifecycle;

/// <summary>
/// One invocation: the run that it works on, its lock, its backend connections. Hosts create one, ask it for verbs in order, and hand
/// out <see cref="Status"/>. Errors, cancellation, teardown after a failure and exit statuses are handled here, the same for every host.
/// See <c>BenchSession.design.md</c>.
/// </summary>
public sealed class BenchSession : IAsyncDisposable
{
    // What is left to do after a second signal, all of it by KILL, must not hang either.
    private static readonly TimeSpan LastChance = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _gentle = new();
    private readonly CancellationTokenSource _firm = new();
    private readonly RunChoice _choice;
    private RunContext? _run;
    private ExitStatus _cancelled;
    private bool _isWoundDown;

    public BenchSession(BenchOptions options, IBenchObserver observer, TimeProvider clock)
    {
        Options = options;
        Observer = observer;
        Clock = clock;
        _choice = new RunChoice(options);
    }

    public BenchOptions Options { get; }

    public IBenchObserver Observer { get; }

    public TimeProvider Clock { get; }

    /// <summary>What the process should end with; <see cref="ExitStatus.Done"/> while nothing has failed.</summary>
    public ExitStatus Status { get; private set; }

    /// <summary>Told of each event of the run's journal after it is on disk.</summary>
    public event Action<Jobs.JournalEntry>? Journaled;

    /// <summary>Does one verb. Never throws for what can go wrong in it: diagnostics go to the observer, the result is false and <see cref="Status"/> says why.</summary>
    public async Task<bool> RunAsync(BenchVerb verb)
    {
        if (_cancelled != ExitStatus.Done)
        {
            await EndCancelledAsync().ConfigureAwait(false);
            return false;
        }

        return verb > BenchVerb.Report ? await CommandAsync(verb).ConfigureAwait(false) : await StepAsync(verb).ConfigureAwait(false);
    }

    /// <summary>Asks the running verb to stop: the first call gently (teardown is done, partial results are reported), the second firmly.</summary>
    /// <param name="status"><see cref="ExitStatus.Interrupted"/> or <see cref="ExitStatus.Terminated"/>.</param>
    public void Cancel(ExitStatus status)
    {
        if (_cancelled == ExitStatus.Done)
        {
            _cancelled = status;
            Observer.On(new MessagePrinted("stopping: collecting what there is, then taking everything down (a second signal stops at once)"));
            _gentle.Cancel();
        }
        else
        {
            _firm.Cancel();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_cancelled != ExitStatus.Done)
        {
            await EndCancelledAsync().ConfigureAwait(false);
        }

        if (_run is not null)
        {
            await _run.DisposeAsync().ConfigureAwait(false);
        }

        _gentle.Dispose();
        _firm.Dispose();
    }

    private async Task<bool> CommandAsync(BenchVerb verb)
    {
        try
        {
            Status = await CommandCatalog.RunAsync(verb, new CommandContext(Options, _choice, Observer, Clock), _gentle.Token).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            Fail(problem);
        }

        return Status == ExitStatus.Done;
    }

    private async Task<bool> StepAsync(BenchVerb verb)
    {
        var failed = await TryStepAsync(verb, () => RunStepAsync(verb, gentle: true, StepToken(verb))).ConfigureAwait(false);
        if (failed is null && _cancelled == ExitStatus.Done)
        {
            if (verb == BenchVerb.Report && !Options.Detach)
            {
                JudgeResults();
            }

            return Status == ExitStatus.Done;
        }

        if (_cancelled != ExitStatus.Done)
        {
            Status = _cancelled;
        }

        await WindDownAsync(verb.ToString()).ConfigureAwait(false);
        return false;
    }

    // A signal may come while no verb runs: between two of them, or after the last.
    private async Task EndCancelledAsync()
    {
        Status = _cancelled;
        await WindDownAsync("the gap between two steps").ConfigureAwait(false);
    }

    // The steps that clean up are what a cancellation asks for: only a second signal hurries them.
    private CancellationToken StepToken(BenchVerb verb) => verb >= BenchVerb.CollectMetrics ? _firm.Token : _gentle.Token;

    private async Task<StepOutcome> RunStepAsync(BenchVerb verb, bool gentle, CancellationToken cancellationToken)
    {
        if (verb == BenchVerb.ParseRecipe)
        {
            return ParseRecipe();
        }

        var run = _run ??= OpenExisting();
        if (Options.DryRun && verb > BenchVerb.RenderScripts)
        {
            return StepOutcome.Skipped("--dry-run");
        }

        if (Options.Detach && Status == ExitStatus.Done && verb > BenchVerb.SubmitService)
        {
            return StepOutcome.Skipped("--detach");
        }

        var outcome = await Step(verb, gentle).RunAsync(run, cancellationToken).ConfigureAwait(false);
        if (Options.DryRun)
        {
            DryRun.Print(run, Observer);
        }

        return outcome;
    }

    private static IStep Step(BenchVerb verb, bool gentle) => verb switch
    {
        BenchVerb.RenderScripts => new RenderScriptsStep(),
        BenchVerb.SubmitService => new SubmitServiceStep(),
        BenchVerb.AwaitHealthy => new AwaitHealthyStep(),
        BenchVerb.RunWorkloadPattern => new RunWorkloadPatternStep(),
        BenchVerb.CollectMetrics => new CollectMetricsStep(),
        BenchVerb.Teardown => new TeardownStep(gentle),
        BenchVerb.Report => new ReportStep(),
        _ => throw new ArgumentOutOfRangeException(nameof(verb)),
    };

    private StepOutcome ParseRecipe()
    {
        (_run, var outcome, var isNew) = new ParseRecipe(Options, _choice, Open, Clock).Run();
        if (Options is { IsWholeLife: true, DryRun: false })
        {
            _ = _run.ReachAsync();
        }

        Observer.On(new RunOpened(_run.Folder.Id, _run.Folder.Path, isNew));
        return outcome;
    }

    private RunContext OpenExisting()
    {
        var folder = _choice.Needed();
        var info = RunCatalog.ReadInfo(folder) ?? throw new BenchException(ExitStatus.Usage, new Diagnostic(
            Codes.FileDamaged, new SourcePlace(folder.Info), "The run's file cannot be read.", "Restore it, or remove the run's folder."));
        Observer.On(new RunOpened(folder.Id, folder.Path, IsNew: false));
        return Open(folder, info);
    }

    private RunContext Open(RunFolder folder, RunInfo info) =>
        new(folder, info, Options, Observer, Clock) { Journaled = e => Journaled?.Invoke(e) };

    /// <summary>Runs a step with its events; the exception that ended it, or null.</summary>
    private async Task<Exception?> TryStepAsync(BenchVerb verb, Func<Task<StepOutcome>> step)
    {
        var start = Clock.GetTimestamp();
        var at = Clock.GetUtcNow();
        Observer.On(new StepStarted(verb.ToString()));
        try
        {
            // Hosts call from threads of their own; the steps' continuations should not need them.
            var outcome = await Task.Run(step).ConfigureAwait(false);
            if (outcome.Result == StepResult.Done && _run is not null)
            {
                StepTimes.Append(_run, verb, at);
            }

            Ended(outcome.Result, outcome.Detail);
            return null;
        }
        catch (OperationCanceledException problem) when (_cancelled != ExitStatus.Done)
        {
            Ended(StepResult.Cancelled, null);
            return problem;
        }
        catch (Exception problem)
        {
            Fail(problem);
            Ended(StepResult.Failed, null);
            return problem;
        }

        void Ended(StepResult result, string? detail) =>
            Observer.On(new StepEnded(verb.ToString(), result, Clock.GetElapsedTime(start).TotalSeconds, detail));
    }

    // After a failure or a signal: what was being measured is stopped and collected, everything is taken down, and the report says how far it got.
    private async Task WindDownAsync(string during)
    {
        if (_isWoundDown || _run is not { HasEffects: true } run || !run.HasPlan)
        {
            return;
        }

        _isWoundDown = true;

        run.Stopped = _cancelled != ExitStatus.Done ? $"It was stopped by a signal in {during}." : $"{during} failed.";
        if (run.Ledger.Jobs.All(j => j.Id is null))
        {
            // The first submission was refused, or nobody knows: there is nothing to report, but perhaps something to take down.
            await TearDownAsync(run).ConfigureAwait(false);
            return;
        }

        if (!_firm.IsCancellationRequested)
        {
            await QuietlyAsync(() => DeploymentRun.StopClientsAsync(run, gentle: true, _firm.Token)).ConfigureAwait(false);
            await TryStepAsync(BenchVerb.CollectMetrics, () => RunStepAsync(BenchVerb.CollectMetrics, true, _firm.Token)).ConfigureAwait(false);
        }

        await TearDownAsync(run).ConfigureAwait(false);
        // A second signal cut the first collecting short, and the journal knows more now; where nothing changed both are up to date.
        await TryStepAsync(BenchVerb.CollectMetrics, () => RunStepAsync(BenchVerb.CollectMetrics, true, CancellationToken.None)).ConfigureAwait(false);
        await TryStepAsync(BenchVerb.Report, () => RunStepAsync(BenchVerb.Report, true, CancellationToken.None)).ConfigureAwait(false);
    }

    private async Task TearDownAsync(RunContext run)
    {
        var gentle = !_firm.IsCancellationRequested;
        var failed = await TryStepAsync(BenchVerb.Teardown, () => RunStepAsync(BenchVerb.Teardown, gentle, gentle ? _firm.Token : CancellationToken.None)).ConfigureAwait(false);
        if (failed is OperationCanceledException)
        {
            using var limit = new CancellationTokenSource(LastChance, Clock);
            await QuietlyAsync(() => DeploymentRun.StopClientsAsync(run, gentle: false, limit.Token)).ConfigureAwait(false);
            failed = await TryStepAsync(BenchVerb.Teardown, () => RunStepAsync(BenchVerb.Teardown, gentle: false, limit.Token)).ConfigureAwait(false);
        }

        if (failed is not null && run.Ledger.Open is { Count: > 0 } left)
        {
            Observer.On(new MessagePrinted(
                $"left behind: {string.Join(", ", left.Select(j => j.Id is null ? $"{j.Name} (if it was submitted)" : $"{j.Name} ({j.Id})"))}. They end by themselves "
                + $"{Options.Lease.TotalMinutes:0.#} min after their last sign of this process. './build.sh RunBenchmark --run {run.Folder.Id}' goes on with them, "
                + $"'./build.sh Teardown --run {run.Folder.Id}' ends them now"));
        }
    }

    // Stopping the clients is the teardown's work too: what fails here is tried again, and told, there.
    private async Task QuietlyAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is OperationCanceledException or BenchException or IOException)
        {
            Observer.On(new MessagePrinted($"could not stop the clients in order: {problem.Message}"));
        }
    }

    private void JudgeResults()
    {
        var (status, problems) = ReportStep.Judge(_run!);
        foreach (var problem in problems)
        {
            Observer.On(new DiagnosticRaised(problem));
        }

        Status = status;
    }

    private void Fail(Exception problem)
    {
        if (problem is OperationCanceledException && _cancelled != ExitStatus.Done)
        {
            Status = _cancelled;
            return;
        }

        var (status, diagnostics) = problem switch
        {
            BenchException known => (known.Status, known.Diagnostics),
            JsonException damaged => (ExitStatus.Usage, [new Diagnostic(
                Codes.FileDamaged, null, $"A file of the run cannot be read: {damaged.Message}", "Do the step that makes it again with --force.")]),
            IOException or UnauthorizedAccessException => (ExitStatus.Fault, [new Diagnostic(Codes.Fault, null, problem.Message, "")]),
            _ => (ExitStatus.Fault, (IReadOnlyList<Diagnostic>)[new Diagnostic(
                Codes.Fault, null, $"This is a fault of Bench: {problem}", "Please report it with the command line and the run's folder.")]),
        };
        // The first failure is the one to tell the caller; what follows from it is not news.
        Status = Status == ExitStatus.Done ? status : Status;
        foreach (var diagnostic in diagnostics)
        {
            Observer.On(new DiagnosticRaised(diagnostic));
        }
    }
}
