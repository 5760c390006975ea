using System.Globalization;
using Bench.Jobs;

namespace Bench.Scripts;

/// <summary>The file <c>service.env</c> that the orchestrator puts into a client's folder: where its service is. The client's wrapper sources it.</summary>
public static class ServiceEnvironment
{
    public const string FileName = "service.env";

    /// <summary>
    /// Shell assignments of <c>SERVICE_NAME</c>, <c>SERVICE_HOSTNAME</c>, <c>SERVICE_PORT</c> (empty where there is none) and <c>SERVICE_URL</c> of the
    /// service that is driven, and, where there are several, of <c>SERVICE_{NAME}_HOSTNAME</c>, … of each. Quoted.
    /// </summary>
    /// <param name="driven">Its name; null: none of them.</param>
    public static string Render(IReadOnlyList<Endpoint> endpoints, string? driven)
    {
        var variables = endpoints.Where(e => e.Service == driven).SelectMany(Variables);
        if (endpoints.Count > 1)
        {
            variables = variables.Concat(endpoints.SelectMany(e => Variables(e).Select(v => KeyValuePair.Create(v.Key.Replace("SERVICE_", $"SERVICE_{Variable(e.Service)}_", StringComparison.Ordinal), v.Value))));
        }

        return string.Concat(variables.Select(v => $"export {v.Key}={ShellQuote.Literal(v.Value)}\n"));
    }

    /// <summary>The same as a map, for backends that take an environment.</summary>
    public static IReadOnlyDictionary<string, string> Variables(Endpoint endpoint) => new Dictionary<string, string>
    {
        ["SERVICE_NAME"] = endpoint.Service,
        ["SERVICE_HOSTNAME"] = endpoint.Host,
        ["SERVICE_PORT"] = endpoint.Port == 0 ? "" : endpoint.Port.ToString(CultureInfo.InvariantCulture),
        ["SERVICE_URL"] = endpoint.Url,
    };

    // my-db → MY_DB
    private static string Variable(string name) => new([.. name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_')]);
}
