namespace Bench.Health.Probes;

/// <summary>For services without a port or probe: they are up while they run, which the wait itself checks.</summary>
public sealed class RunningProbe : IProbe
{
    public Task<ProbeAnswer> AskAsync(CancellationToken cancellationToken) => Task.FromResult(new ProbeAnswer(true, "running"));
}
