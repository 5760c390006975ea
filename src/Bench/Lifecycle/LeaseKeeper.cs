namespace Bench.Lifecycle;

/// <summary>
/// Renews the run's lease file while an orchestrator is attached. The wrapper of every job looks at its age and ends the job when nobody
/// has renewed it for <see cref="Length"/>: a killed orchestrator that never comes back leaves nothing behind.
/// </summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    /// <summary>Long enough to run the steps one by one by hand, short enough not to burn an allocation overnight.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private readonly ITimer _timer;

    public LeaseKeeper(string path, TimeProvider clock)
    {
        Renew(path, clock);
        _timer = clock.CreateTimer(_ => Renew(path, clock), null, Every, Every);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private static void Renew(string path, TimeProvider clock)
    {
        try
        {
            File.WriteAllText(path, clock.GetUtcNow().ToString("O") + "\n");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A full disk or a taken right must not end the run from a timer's thread; the next renewal may succeed, and the journal will say what is wrong.
        }
    }
}
