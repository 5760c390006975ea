using System.Globalization;
using System.Net;
using Bench.Load.Engines;
using Bench.Load.Http;
using Bench.Load.Requests;
using Bench.Measurement.Arrivals;
using Bench.Measurement.Machine;
using Bench.Measurement.Results;

namespace Bench.Load.CommandLine;

/// <summary>The command line of <c>bench-load http</c>.</summary>
internal sealed record HttpCommand
{
    internal const string Help = """
        bench-load http: HTTP requests at a constant rate. Latency counts from the time at which a request was due.

        needed
          --url URL            http://host:port/path or https://…
          --rate R             requests per second over all connections: 5000, 2k/s, 90/min; stages, from a rate to another or at one:
                               100..1k@30s,1k@1m (the last without a length lasts to the end); or max, a closed loop: each connection sends
                               when its last answer is there
          --duration D         how long it measures: 30s, 5m; default the stages' length, behind which the last rate goes on
        load
          --connections C      kept alive, one request at a time on each; default 10
          --threads T          threads of the client; default 1
          --cpus LIST          CPUs of the load threads, one each: 2-5,9; the client's other threads keep off them; default what the kernel chooses
          --arrivals LAW       fixed (default), exp (Poisson), norm, uniform, gamma; or FILE.csv with the times, in place of --rate
          --sigma S            standard deviation of norm's gaps as a share of their mean; default 0.25
          --burstiness B       shape of gamma's gaps, as in vLLM's bench: below 1 bursts, 1 Poisson (default), above 1 more even
          --arrivals-out FILE  write the times of the whole load, CSV, before it begins
          --seed N             the same seed gives the same arrivals; default 1
          --warmup D           load before the measurement; default 0
          --timeout D          from a request's send to its answer; default 10s
          --drain D            longest wait for answers after the end; default the timeout, at most 10s
          --pacing P           precise (default: timer, and the last 20 to 200 us by spinning), eco (timer alone), burst (on a grid of 1 ms: cheapest,
                               up to 1 ms late) or busy (never sleeps: the most exact, for a CPU of its own)
          --engine E           auto (default: epoll; sockets for https), epoll, io-uring (Linux 6.1; cheaper where the client is saturated), sockets (.NET's; slow)
          --insecure           https: take any certificate
          --connect-over D     open the connections evenly over this time, before the load begins; default 0, as fast as it goes
        several processes
          --part I/N           this is process I of N that drive the load together: --rate is the whole load's, of whose arrivals every N-th, beginning
                               with the I-th, is sent; connections and threads are this process's own
          --start-at MS        clock time, in ms since 1970, of the load's beginning (warm-up first); at once where it is past
        request
          --method M           default GET
          --path /x            replaces the URL's path and query
          --header 'K: V'      may be repeated
          --body TEXT          or --body-file FILE
          --requests FILE      weighted requests with data, JSON bench/http-requests/1
          --script FILE        a Lua script as wrk2 takes it (needs LuaJIT or Lua 5.4); its arguments stand behind -- at the end
        output
          --out FILE           the result, JSON bench/http-result/1
          --progress FILE      one JSON line a second

        Durations: us, ms, s, m, h. Numbers: k, M. Exit status: 0 it ran, whatever the answers; 1 fault; 2 usage; 130/143 interrupted, with the partial result
        written.
        """;

    private const int MostParts = 10_000;

    private static readonly string[] Pacings = ["precise", "eco", "burst", "busy"];

    // Of waiting after the end: long enough for any stall that the timeout lets pass, short enough for a job's time limit.
    private static readonly TimeSpan LongestDefaultDrain = TimeSpan.FromSeconds(10);

    private static readonly string[] Known =
    [
        "--url", "--rate", "--duration", "--connections", "--threads", "--cpus", "--arrivals", "--arrivals-out", "--sigma", "--burstiness", "--seed", "--warmup",
        "--timeout", "--drain", "--pacing", "--engine", "--insecure", "--connect-over",
        "--part", "--start-at", "--out", "--progress", .. RequestOptions.Known,
    ];

    public required HttpTarget Target { get; init; }

    public required RequestOptions Requests { get; init; }

    /// <summary>When requests are due, of the whole load.</summary>
    public required ArrivalOptions Arrivals { get; init; }

    public required HttpLoadOptions Options { get; init; }

    /// <summary>Of the load threads; empty where the kernel chooses.</summary>
    public IReadOnlyList<int> Cpus { get; init; } = [];

    public DateTimeOffset? StartAt { get; init; }

    public string? ArrivalsOut { get; init; }

    public string? Out { get; init; }

    public string? Progress { get; init; }

    /// <exception cref="UsageException">Something is unknown, missing or wrong.</exception>
    internal static HttpCommand Parse(IReadOnlyList<string> arguments)
    {
        List<string> own = [.. arguments.TakeWhile(a => a != "--")];
        var read = new OptionReader(own, Known, ["--header"], ["--insecure"]);
        var target = HttpTarget.Parse(read.Get("--url"), read.Find("--path"));
        var arrivals = ArrivalOptions.Read(read);
        var method = read.Find("--method") ?? "GET";
        var timeout = Quantities.Positive("--timeout", read.Map("--timeout", Quantities.Duration, TimeSpan.FromSeconds(10)));
        var (part, parts) = read.Map("--part", Part, (1, 1));
        var options = new HttpLoadOptions
        {
            Url = target.Url,
            Method = method,
            Rate = (arrivals.Plan?.MeanRate ?? 0) / parts,
            RateStages = arrivals.Stages,
            ClosedLoop = arrivals.Plan is null,
            Part = part,
            Parts = parts,
            Connections = read.Map("--connections", (name, text) => Quantities.Count(name, text, 1), 10),
            Threads = read.Map("--threads", (name, text) => Quantities.Count(name, text, 1), 1),
            ConnectOverSeconds = read.Map("--connect-over", Quantities.Duration, TimeSpan.Zero).TotalSeconds,
            DurationSeconds = arrivals.Duration.TotalSeconds,
            WarmupSeconds = arrivals.Warmup.TotalSeconds,
            Arrivals = arrivals.Plan?.Name ?? ArrivalOptions.Max,
            ArrivalsFile = arrivals.Plan is FilePlan ? read.Find("--arrivals") : null,
            Sigma = (arrivals.Plan?.Law as NormalArrivals)?.Sigma,
            Burstiness = (arrivals.Plan?.Law as GammaArrivals)?.Burstiness,
            Seed = arrivals.Seed,
            TimeoutSeconds = timeout.TotalSeconds,
            DrainSeconds = read.Map("--drain", Quantities.Duration, timeout < LongestDefaultDrain ? timeout : LongestDefaultDrain).TotalSeconds,
            Pacing = OneOf("--pacing", read.Find("--pacing") ?? "precise", Pacings),
            Insecure = read.Has("--insecure"),
            Engine = OneOf("--engine", read.Find("--engine") ?? "auto", LoadEngines.Names),
        };
        var cpus = read.Map<IReadOnlyList<int>>("--cpus", CpusOf, []);
        if (cpus.Count > 0 && cpus.Count < options.Threads)
        {
            throw new UsageException($"--cpus names {cpus.Count} for {options.Threads} threads: each needs one of its own.");
        }

        if (options.Threads > options.Connections)
        {
            throw new UsageException($"--threads {options.Threads} is more than --connections {options.Connections}: each thread needs a connection.");
        }

        return new HttpCommand
        {
            Target = target,
            Requests = RequestOptions.Read(read, target, [.. arguments.Skip(own.Count + 1)]),
            Arrivals = arrivals,
            Options = options with { Cpus = read.Find("--cpus") },
            Cpus = cpus,
            StartAt = read.Map<DateTimeOffset?>("--start-at", (name, text) => Moment(name, text), null),
            ArrivalsOut = read.Find("--arrivals-out"),
            Out = read.Find("--out"),
            Progress = read.Find("--progress"),
        };
    }

    /// <summary>The plan for an engine, with the address looked up.</summary>
    internal LoadPlan Plan(CancellationToken cancellationToken)
    {
        var endpoint = Target.Resolve(TimeSpan.FromSeconds(Options.TimeoutSeconds), cancellationToken);
        return Plan(endpoint, Requests.Make(endpoint, Options.Threads, Options.Seed * MostParts + (Options.Part ?? 1)));
    }

    private LoadPlan Plan(IPEndPoint endpoint, IRequestSourceFactory requests) => new()
    {
        Tls = Target.Secure ? new TlsPlan(Target.Host, Options.Insecure) : null,
        Endpoint = endpoint,
        Requests = requests,
        Arrivals = Arrivals.Plan,
        Part = Options.Part ?? 1,
        Parts = Options.Parts,
        StartAt = StartAt,
        ConnectOver = Nanoseconds(Options.ConnectOverSeconds),
        Connections = Options.Connections,
        Threads = Options.Threads,
        Cpus = Cpus,
        Warmup = Nanoseconds(Options.WarmupSeconds),
        Duration = Nanoseconds(Options.DurationSeconds),
        Timeout = Nanoseconds(Options.TimeoutSeconds),
        Drain = Nanoseconds(Options.DrainSeconds),
        Pacing = Enum.Parse<Pacing>(Options.Pacing, ignoreCase: true),
    };

    /// <summary>Writes the times of the whole load to where <c>--arrivals-out</c> says.</summary>
    internal void WriteArrivals()
    {
        if (ArrivalsOut is null || Arrivals.Plan is not { } plan)
        {
            return;
        }

        var law = $"law {Options.Arrivals}{(Options.Sigma is { } sigma ? $", sigma {sigma}" : "")}{(Options.Burstiness is { } burstiness ? $", burstiness {burstiness}" : "")}, seed {Options.Seed}";
        var length = $"warm-up {Options.WarmupSeconds} s, measurement {Options.DurationSeconds} s, mean rate {plan.MeanRate}/s{(Options.RateStages is { } stages ? $" ({stages})" : "")}";
        ArrivalFile.Write(ArrivalsOut, plan, [law, length]);
    }

    private static long Nanoseconds(double seconds) => (long)Math.Round(seconds * 1e9);

    private static string OneOf(string option, string text, IReadOnlyList<string> known) => known.Contains(text)
        ? text
        : throw new UsageException($"{option} '{text}' is unknown: {string.Join(", ", known)}.{NearestName.Hint(text, known)}");

    private static (int Part, int Parts) Part(string name, string text) =>
        text.Split('/') is [var left, var right]
        && int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var part)
        && int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var parts)
        && part >= 1 && part <= parts && parts <= MostParts
            ? (part, parts)
            : throw new UsageException($"{name} '{text}' is no part. Write for instance 2/3, the second of three (at most {MostParts}).");

    private static IReadOnlyList<int> CpusOf(string name, string text) =>
        CpuList.Parse(text) ?? throw new UsageException($"{name} '{text}' is no list of CPUs. Write for instance 2-5,9, each once, up to {CpuList.Highest}.");

    private static DateTimeOffset Moment(string name, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new UsageException($"{name} '{text}' is no moment. Write the milliseconds since 1970 (UTC).");
}
