using Bench.Transport;

namespace Bench.Health.Probes;

/// <summary>A command ends with status 0.</summary>
public sealed class CommandProbe(ITransport transport, CommandLine command) : IProbe
{
    public async Task<ProbeAnswer> AskAsync(CancellationToken cancellationToken)
    {
        var result = await transport.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return new ProbeAnswer(result.Succeeded, result.ExitCode is { } code ? $"exit status {code}" : "no answer");
    }
}
