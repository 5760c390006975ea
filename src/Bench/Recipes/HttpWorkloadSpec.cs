using System.ComponentModel;

namespace Bench.Recipes;

[Kind("http")]
[Description("HTTP requests by bench-load, at times that are planned before the load; latency counts from the intended send time.")]
public sealed record HttpWorkloadSpec : WorkloadSpec
{
    [Description("Requests per second, over all connections: 5000, 2k/s, 90/min; a ramp {from, to, over}; or 'max', a closed loop in which each connection sends when its last answer is there. Needed where there are neither 'stages' nor 'arrivals-file'.")]
    [Range(0.001, 100_000_000)]
    public LoadRate? Rate { get; init; }

    [Description("Rates one after the other, instead of 'rate'; behind them the last one's rate goes on.")]
    public IReadOnlyList<StageSpec>? Stages { get; init; }

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

    [Description("The CPUs of the client's threads, one each, such as 2-5,9; all else of the client keeps off them. Left out, the kernel chooses.")]
    public string? Cpus { get; init; }

    [Description("Load before the measurement; cut out by intended send time.")]
    [Range(0, 86_400)]
    public TimeSpan Warmup { get; init; } = TimeSpan.Zero;

    [Description("The law of the gaps between arrivals: fixed, exponential (Poisson), normal, uniform between 0 and twice the mean, or gamma.")]
    public ArrivalKind Arrivals { get; init; } = ArrivalKind.Fixed;

    [Description("Standard deviation of the gaps of 'arrivals: norm', as a share of their mean; 0.25 where it is left out.")]
    [Range(0, 10)]
    public double? Sigma { get; init; }

    [Description("Shape of the gaps of 'arrivals: gamma', as in vLLM's bench: below 1 they come in bursts, 1 (where it is left out) is Poisson, above 1 they are more even.")]
    [Range(0.01, 1_000_000)]
    public double? Burstiness { get; init; }

    [Description("A CSV file with the times of the arrivals in s from the load's start, instead of 'rate'; a relative path counts from the recipe's folder.")]
    public string? ArrivalsFile { get; init; }

    [Description("Write the times of the arrivals into the result's folder, as arrivals.csv.")]
    public bool WriteArrivals { get; init; }

    [Description("Seed of the arrivals and of all that is random; the same seed gives the same arrivals.")]
    public long Seed { get; init; } = 1;

    [Description("How sends wait for their time: precise (spins the last microseconds), eco (timers alone), burst (on a grid of 1 ms: the cheapest) or busy (never sleeps: for threads that have a CPU of their own).")]
    public PacingKind Pacing { get; init; } = PacingKind.Precise;

    [Description("The client's way to the network; auto is the best that its node offers.")]
    public LoadEngineKind Engine { get; init; } = LoadEngineKind.Auto;

    [Description("Takes any certificate of an https service, such as one that it made itself.")]
    public bool Insecure { get; init; }

    [Description("Time over which the connections are opened, evenly, before the load begins; 0s is as fast as it goes.")]
    [Range(0, 3600)]
    public TimeSpan ConnectOver { get; init; } = TimeSpan.Zero;

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
