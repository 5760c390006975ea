using System.Globalization;
using Bench.Jobs;

namespace Bench.Scripts;

/// <summary>The file <c>service.env</c> that the orchestrator puts into a client's folder: where its service is. The client's wrapper sources it.</summary>
public static class ServiceEnvironment
{
    public const string FileName = "service.env";

    /// <summary>Shell assignments of <c>SERVICE_NAME</c>, <c>SERVICE_HOSTNAME</c>, <c>SERVICE_PORT</c> (empty where there is none) and <c>SERVICE_URL</c>, quoted.</summary>
    public static string Render(Endpoint endpoint) => string.Concat(Variables(endpoint).Select(v => $"export {v.Key}={ShellQuote.Literal(v.Value)}\n"));

    /// <summary>The same as a map, for backends that take an environment.</summary>
    public static IReadOnlyDictionary<string, string> Variables(Endpoint endpoint) => new Dictionary<string, string>
    {
        ["SERVICE_NAME"] = endpoint.Service,
        ["SERVICE_HOSTNAME"] = endpoint.Host,
        ["SERVICE_PORT"] = endpoint.Port == 0 ? "" : endpoint.Port.ToString(CultureInfo.InvariantCulture),
        ["SERVICE_URL"] = endpoint.Url,
    };
}
