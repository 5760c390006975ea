namespace Bench.Lifecycle;

/// <summary>A step of a run's life. It decides itself whether there is anything to do.</summary>
internal interface IStep
{
    /// <param name="cancellationToken">Gentle: the step leaves things in a state that teardown and report can work on.</param>
    Task<StepOutcome> RunAsync(RunContext run, CancellationToken cancellationToken);
}
