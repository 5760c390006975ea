using System.ComponentModel;

namespace Bench.Recipes;

[Kind("http")]
[Description("HTTP requests at a constant rate by bench-load; latency counts from the intended send time.")]
public sealed record HttpWorkloadSpec : WorkloadSpec
{
    [Description("Requests per second, over all connections: 5000, 2k/s, 90/min.")]
    [Range(0.001, 100_000_000)]
    public required Rate Rate { get; init; }

    [Description("The path, with query, that is requested from SERVICE_URL.")]
    public Text Path { get; init; } = Text.Of("/");

    [Description("The HTTP method.")]
    public string Method { get; init; } = "GET";

    [Description("Request headers.")]
    public IReadOnlyDictionary<string, Text> Headers { get; init; } = new Dictionary<string, Text>();

    [Description("The request's body.")]
    public Text? Body { get; init; }

    [Description("TCP connections, kept alive.")]
    [Range(1, 1_000_000)]
    public int Connections { get; init; } = 10;

    [Description("Threads of the client; each has an equal share of the connections.")]
    [Range(1, 1024)]
    public int Threads { get; init; } = 1;

    [Description("How long it measures, after the warm-up.")]
    [Range(0.1, 604_800)]
    public required TimeSpan Duration { get; init; }

    [Description("Load before the measurement; cut out by intended send time.")]
    [Range(0, 86_400)]
    public TimeSpan Warmup { get; init; } = TimeSpan.Zero;

    [Description("The law of the arrivals: fixed gaps, exponential (Poisson) or normal.")]
    public ArrivalKind Arrivals { get; init; } = ArrivalKind.Fixed;

    [Description("Seed of the arrivals and of all that is random; the same seed gives the same arrivals.")]
    public long Seed { get; init; } = 1;

    [Description("A request without an answer for this long counts as a timeout.")]
    [Range(0.001, 3600)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    [Description("Requests drawn by their weights, instead of 'path', 'method' and 'body'.")]
    public IReadOnlyList<HttpRequestSpec> Requests { get; init; } = [];

    [Description("A CSV file with a header line whose columns 'requests' use as {{row.NAME}}; a relative path counts from the recipe's folder.")]
    public string? Data { get; init; }

    [Description("A Lua script as wrk and wrk2 take it, which makes the requests; it needs LuaJIT or Lua 5.4 on the client's node. A relative path counts from the recipe's folder.")]
    public string? Script { get; init; }

    [Description("Arguments of the script.")]
    public IReadOnlyList<Text> Args { get; init; } = [];
}
