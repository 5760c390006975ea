using System.Text.Json.Serialization;

namespace Bench.Jobs;

/// <summary>Where a service can be reached, as its own wrapper published it in <c>endpoint.json</c>.</summary>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">0 where the service has no port.</param>
/// <param name="Pid">The service's process on its node.</param>
/// <param name="Nonce">The nonce of the submission: anything else is stale or foreign.</param>
public sealed record Endpoint(string Service, string Scheme, string Host, int Port, int Pid, string Nonce)
{
    [JsonIgnore]
    public string Url => Port == 0 ? $"{Scheme}://{Host}" : $"{Scheme}://{Host}:{Port}";
}
