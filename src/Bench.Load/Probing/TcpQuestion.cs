namespace Bench.Load.Probing;

/// <summary>The port accepts a connection.</summary>
internal sealed class TcpQuestion(string host, int port) : IQuestion
{
    public async Task<ProbeAnswer> AskAsync(CancellationToken cancellationToken)
    {
        using var socket = await Dial.ConnectAsync(host, port, cancellationToken).ConfigureAwait(false);
        return new ProbeAnswer(true, $"{host}:{port} accepts");
    }
}
