using System.Globalization;
using System.Text;
using Bench.Load.Engines;
using Bench.Load.Http;
using Bench.Load.Requests;
using Bench.Measurement.Arrivals;
using Bench.Measurement.Results;

namespace Bench.Load.CommandLine;

/// <summary>The command line of <c>bench-load http</c>.</summary>
internal sealed record HttpCommand
{
    internal const string Help = """
        bench-load http: HTTP requests at a constant rate. Latency counts from the time at which a request was due.

        needed
          --url URL            http://host:port/path
          --rate R             requests per second over all connections: 5000, 2k/s, 90/min; max: each connection sends when it is free
          --duration D         how long it measures: 30s, 5m
        load
          --connections C      kept alive, one request at a time on each; default 10
          --threads T          threads of the client; default 1
          --arrivals LAW       fixed (default), exp (Poisson), norm
          --sigma S            standard deviation of norm's gaps as a share of their mean; default 0.25
          --seed N             the same seed gives the same arrivals; default 1
          --warmup D           load before the measurement; default 0
          --timeout D          from a request's send to its answer; default 10s
          --drain D            longest wait for answers after the end; default the timeout, at most 10s
          --pacing P           precise (default: timer, then a spin), eco (timer alone) or burst (on a grid of 1 ms all that has become due)
        several processes
          --part I/N           this is process I of N that drive the load together: --rate is the whole load's, of whose arrivals every N-th, beginning
                               with the I-th, is sent; connections and threads are this process's own
          --start-at MS        clock time, in ms since 1970, of the load's beginning (warm-up first); at once where it is past
        request
          --method M           default GET
          --path /x            replaces the URL's path and query
          --header 'K: V'      may be repeated
          --body TEXT          or --body-file FILE
        output
          --out FILE           the result, JSON bench/http-result/1
          --progress FILE      one JSON line a second

        Durations: us, ms, s, m, h. Numbers: k, M. Exit status: 0 it ran, whatever the answers; 1 fault; 2 usage; 130/143 interrupted, with the partial result
        written.
        """;

    private const int MostParts = 10_000;

    // Of waiting after the end: long enough for any stall that the timeout lets pass, short enough for a job's time limit.
    private static readonly TimeSpan LongestDefaultDrain = TimeSpan.FromSeconds(10);

    private static readonly string[] Known =
    [
        "--url", "--rate", "--duration", "--connections", "--threads", "--arrivals", "--sigma", "--seed", "--warmup", "--timeout", "--drain", "--pacing", "--engine",
        "--part", "--start-at", "--method", "--path", "--header", "--body", "--body-file", "--out", "--progress",
    ];

    public required HttpTarget Target { get; init; }

    public required byte[] Request { get; init; }

    public required ArrivalLaw Law { get; init; }

    public required HttpLoadOptions Options { get; init; }

    /// <summary>The whole load's, 1/s.</summary>
    public required double Rate { get; init; }

    /// <summary>As fast as the connections allow; <see cref="Rate"/> is 0 then.</summary>
    public bool ClosedLoop { get; init; }

    public string Engine { get; init; } = "auto";

    public DateTimeOffset? StartAt { get; init; }

    public string? Out { get; init; }

    public string? Progress { get; init; }

    /// <exception cref="UsageException">Something is unknown, missing or wrong.</exception>
    internal static HttpCommand Parse(IReadOnlyList<string> arguments)
    {
        var read = new OptionReader(arguments, Known, ["--header"]);
        var target = HttpTarget.Parse(read.Get("--url"), read.Find("--path"));
        var law = FindLaw(read);
        var method = read.Find("--method") ?? "GET";
        var timeout = Quantities.Positive("--timeout", read.Map("--timeout", Quantities.Duration, TimeSpan.FromSeconds(10)));
        var closedLoop = read.Get("--rate") == "max";
        var rate = closedLoop ? 0 : Quantities.Rate("--rate", read.Get("--rate"));
        var (part, parts) = read.Map("--part", Part, (1, 1));
        var options = new HttpLoadOptions
        {
            Url = target.Url,
            Method = method,
            Rate = rate / parts,
            Part = part,
            Parts = parts,
            Connections = read.Map("--connections", (name, text) => Quantities.Count(name, text, 1), 10),
            Threads = read.Map("--threads", (name, text) => Quantities.Count(name, text, 1), 1),
            DurationSeconds = Quantities.Positive("--duration", Quantities.Duration("--duration", read.Get("--duration"))).TotalSeconds,
            WarmupSeconds = read.Map("--warmup", Quantities.Duration, TimeSpan.Zero).TotalSeconds,
            Arrivals = law.Name,
            Sigma = (law as NormalArrivals)?.Sigma,
            Seed = read.Map("--seed", Seed, 1),
            TimeoutSeconds = timeout.TotalSeconds,
            DrainSeconds = read.Map("--drain", Quantities.Duration, timeout < LongestDefaultDrain ? timeout : LongestDefaultDrain).TotalSeconds,
            Pacing = PacingOf(read.Find("--pacing") ?? "precise"),
        };
        if (options.Threads > options.Connections)
        {
            throw new UsageException($"--threads {options.Threads} is more than --connections {options.Connections}: each thread needs a connection.");
        }

        return new HttpCommand
        {
            Target = target,
            Request = RequestBytes.Render(target, method, read.All("--header"), Body(read)),
            Law = law,
            Options = options,
            Rate = rate,
            ClosedLoop = closedLoop,
            Engine = read.Find("--engine") ?? "auto",
            StartAt = read.Map<DateTimeOffset?>("--start-at", (name, text) => Moment(name, text), null),
            Out = read.Find("--out"),
            Progress = read.Find("--progress"),
        };
    }

    /// <summary>The plan for an engine, with the address looked up.</summary>
    internal LoadPlan Plan(CancellationToken cancellationToken) => new()
    {
        Endpoint = Target.Resolve(TimeSpan.FromSeconds(Options.TimeoutSeconds), cancellationToken),
        Requests = new FixedRequest(Request),
        Law = Law,
        Rate = Rate,
        Part = Options.Part ?? 1,
        Parts = Options.Parts,
        StartAt = StartAt,
        Seed = Options.Seed,
        Connections = Options.Connections,
        Threads = Options.Threads,
        Warmup = Nanoseconds(Options.WarmupSeconds),
        Duration = Nanoseconds(Options.DurationSeconds),
        Timeout = Nanoseconds(Options.TimeoutSeconds),
        Drain = Nanoseconds(Options.DrainSeconds),
        Pacing = Enum.Parse<Pacing>(Options.Pacing, ignoreCase: true),
        ClosedLoop = ClosedLoop,
    };

    private static long Nanoseconds(double seconds) => (long)Math.Round(seconds * 1e9);

    private static ArrivalLaw FindLaw(OptionReader read)
    {
        var name = read.Find("--arrivals") ?? "fixed";
        if (read.Find("--sigma") is not null && name != "norm")
        {
            throw new UsageException("--sigma goes with --arrivals norm only.");
        }

        return ArrivalLaws.Find(name, read.Map<double?>("--sigma", (option, text) => Quantities.Share(option, text), null))
            ?? throw new UsageException($"--arrivals '{name}' is unknown: {string.Join(", ", ArrivalLaws.Names)}.{NearestName.Hint(name, ArrivalLaws.Names)}");
    }

    private static byte[]? Body(OptionReader read)
    {
        if (read.Find("--body-file") is not { } file)
        {
            return read.Find("--body") is { } text ? Encoding.UTF8.GetBytes(text) : null;
        }

        if (read.Find("--body") is not null)
        {
            throw new UsageException("--body and --body-file exclude each other.");
        }

        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--body-file: {e.Message}");
        }
    }

    private static string PacingOf(string text) => text is "precise" or "eco" or "burst"
        ? text
        : throw new UsageException($"--pacing '{text}' is unknown: precise, eco or burst.");

    private static (int Part, int Parts) Part(string name, string text) =>
        text.Split('/') is [var left, var right]
        && int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var part)
        && int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var parts)
        && part >= 1 && part <= parts && parts <= MostParts
            ? (part, parts)
            : throw new UsageException($"{name} '{text}' is no part. Write for instance 2/3, the second of three (at most {MostParts}).");

    private static DateTimeOffset Moment(string name, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new UsageException($"{name} '{text}' is no moment. Write the milliseconds since 1970 (UTC).");

    private static long Seed(string name, string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var seed)
        ? seed
        : throw new UsageException($"{name} '{text}' is no whole number.");
}
