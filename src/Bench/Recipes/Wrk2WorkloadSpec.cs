using System.ComponentModel;

namespace Bench.Recipes;

[Kind("wrk2")]
[Description("HTTP requests by a wrk2 or wrk that is on the client's node; the report says what its dialect gets wrong.")]
public sealed record Wrk2WorkloadSpec : WorkloadSpec
{
    [Description("The program: a name on the node's PATH, or a path there.")]
    public Text Program { get; init; } = Text.Of("wrk2");

    [Description("Requests per second over all connections, a whole number; left out, the closed loop of a plain wrk.")]
    [Range(1, 100_000_000)]
    public Rate? Rate { get; init; }

    [Description("The path, with query, that is requested from SERVICE_URL.")]
    public Text Path { get; init; } = Text.Of("/");

    [Description("Request headers.")]
    public IReadOnlyDictionary<string, Text> Headers { get; init; } = new Dictionary<string, Text>();

    [Description("TCP connections.")]
    [Range(1, 1_000_000)]
    public int Connections { get; init; } = 10;

    [Description("Threads; the connections are divided by them, and a remainder is lost.")]
    [Range(1, 1024)]
    public int Threads { get; init; } = 2;

    [Description("How long it runs, in whole seconds; giltene's wrk2 records no latency in the first ten.")]
    [Range(1, 604_800)]
    public required TimeSpan Duration { get; init; }

    [Description("Its socket timeout, in whole seconds.")]
    [Range(1, 3600)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    [Description("The arrival law, -D of DeathStarBench's wrk2: fixed, exp or zipf; other dialects do not know it.")]
    public Wrk2Distribution? Distribution { get; init; }

    [Description("A Lua script; a relative path counts from the recipe's folder.")]
    public string? Script { get; init; }

    [Description("Arguments of the script.")]
    public IReadOnlyList<Text> Args { get; init; } = [];
}
