namespace Bench.Health.Probes;

/// <summary>A text has appeared in the service's output.</summary>
public sealed class LogTextProbe(ServiceLog log, string text) : IProbe
{
    public async Task<ProbeAnswer> AskAsync(CancellationToken cancellationToken) =>
        await log.ContainsAsync(text, cancellationToken).ConfigureAwait(false)
            ? new ProbeAnswer(true, "text found in the log")
            : new ProbeAnswer(false, "text not in the log yet");
}
