using System.Text.Json;
using Bench.Jobs;
using Bench.Transport;

namespace Bench.Lifecycle.Steps;

/// <summary>Reads the endpoint that a service's wrapper published in its job's folder.</summary>
internal static class EndpointFile
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Null while there is none, or where it carries another submission's nonce: that one is stale.</summary>
    public static async Task<Endpoint?> ReadAsync(ITransport transport, JobRecord job, CancellationToken cancellationToken)
    {
        var bytes = await transport.ReadAsync(Path.Combine(job.Directory, "endpoint.json"), 0, MaxBytes, cancellationToken).ConfigureAwait(false);
        try
        {
            var endpoint = bytes is { Length: > 0 } ? JsonSerializer.Deserialize(bytes, JournalJson.Default.Endpoint) : null;
            return endpoint?.Nonce == job.Nonce ? endpoint : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
