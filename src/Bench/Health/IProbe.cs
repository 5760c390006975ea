namespace Bench.Health;

/// <summary>Asks a service whether it is up. Says no rather than throw; only cancellation is thrown.</summary>
public interface IProbe
{
    Task<ProbeAnswer> AskAsync(CancellationToken cancellationToken);
}
