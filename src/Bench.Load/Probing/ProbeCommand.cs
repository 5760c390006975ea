using Bench.Load.CommandLine;
using Bench.Load.Http;
using Bench.Measurement.Machine;

namespace Bench.Load.Probing;

/// <summary>The command line of <c>bench-load probe</c>.</summary>
internal sealed record ProbeCommand
{
    internal const string Help = """
        bench-load probe: asks a service again and again whether it is well.

        one of
          --tcp                the port accepts a connection
          --http PATH          GET is answered with a status below 400, or with --status N; with --contains TEXT in the body
          --redis              PING is answered with +PONG
          --command -- WORDS   the command ends with status 0; the words stand last
        where
          --host H --port P    default SERVICE_HOSTNAME and SERVICE_PORT of the environment
          --scheme S           of --http: http (default), or https, with any certificate
          --job NAME           a process that carries BENCH_JOB=NAME, or is in the process group BENCH_GROUP, must listen on the port, on this node
        how
          --every D            from one question to the next; default 250ms
          --timeout D          of one question; default 5s
          --out FILE           each answer is added to it: {"at":"2026-11-22T15:12:33.000Z","good":true,"detail":"status 200","ms":1.2}
          --until-good         end at the first good answer
          --deadline D         how long --until-good tries; default 60s

        Exit status: 0 good, or ended by a signal without --until-good; 78 never good until the deadline; 2 usage; 130/143 interrupted while it waited for
        a good answer.
        """;

    private static readonly string[] Kinds = ["--tcp", "--http", "--redis", "--command"];
    private static readonly string[] Flags = ["--tcp", "--redis", "--command", "--until-good"];
    private static readonly string[] Known =
        [.. Kinds, "--host", "--port", "--scheme", "--status", "--contains", "--job", "--every", "--timeout", "--out", "--until-good", "--deadline"];

    public required IQuestion Question { get; init; }

    public required TimeSpan Every { get; init; }

    public required TimeSpan Timeout { get; init; }

    public string? Out { get; init; }

    /// <summary>End at the first good answer, or without one after this time; null: go on until a signal.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <param name="environment">Looks up variables.</param>
    /// <exception cref="UsageException">Something is unknown, missing or wrong.</exception>
    internal static ProbeCommand Parse(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        var words = arguments.SkipWhile(a => a != "--").Skip(1).ToList();
        var read = new OptionReader([.. arguments.TakeWhile(a => a != "--")], Known, [], Flags);
        if (Kinds.Count(read.Has) != 1)
        {
            throw new UsageException($"Say what to ask: exactly one of {string.Join(", ", Kinds)}.");
        }

        if (!read.Has("--until-good") && (read.Has("--deadline") || !read.Has("--out")))
        {
            throw new UsageException(read.Has("--deadline") ? "--deadline goes with --until-good." : "--out is missing; without it only --until-good makes sense.");
        }

        return new ProbeCommand
        {
            Question = FindQuestion(read, words, environment),
            Every = Quantities.Positive("--every", read.Map("--every", Quantities.Duration, TimeSpan.FromMilliseconds(250))),
            Timeout = Quantities.Positive("--timeout", read.Map("--timeout", Quantities.Duration, TimeSpan.FromSeconds(5))),
            Out = read.Find("--out"),
            Deadline = read.Has("--until-good") ? read.Map("--deadline", Quantities.Duration, TimeSpan.FromSeconds(60)) : null,
        };
    }

    private static IQuestion FindQuestion(OptionReader read, List<string> words, Func<string, string?> environment)
    {
        if (!read.Has("--http") && (read.Has("--status") || read.Has("--contains") || read.Has("--scheme")))
        {
            throw new UsageException("--status, --contains and --scheme go with --http only.");
        }

        if (read.Has("--command") != words.Count > 0)
        {
            throw new UsageException("--command needs its words behind '--', and nothing else takes any.");
        }

        var question = read.Has("--command") ? new CommandQuestion(words) : Ask(read, Host(), Port());
        return read.Find("--job") is { } job ? new OwnedQuestion(question, new ProcFileSystem(), job, Port()) : question;

        string Host() => read.Find("--host") ?? NotEmpty(environment("SERVICE_HOSTNAME")) ?? throw new UsageException("--host is missing, and SERVICE_HOSTNAME too.");

        int Port() => (read.Find("--port") ?? NotEmpty(environment("SERVICE_PORT"))) is { } text
            ? Quantities.Count("--port", text, 1) is <= 65535 and var port ? port : throw new UsageException($"--port '{text}' is no port: 1 to 65535.")
            : throw new UsageException("--port is missing, and SERVICE_PORT too.");
    }

    private static IQuestion Ask(OptionReader read, string host, int port)
    {
        var scheme = read.Find("--scheme") ?? "http";
        if (scheme is not ("http" or "https"))
        {
            throw new UsageException($"--scheme '{scheme}' is not supported. Use http or https.");
        }

        var plain = host.Trim('[', ']');
        var authority = plain.Contains(':', StringComparison.Ordinal) ? $"[{plain}]" : plain;
        return read.Find("--http") is { } path ? new HttpQuestion(HttpTarget.Parse($"{scheme}://{authority}:{port}/", path), Status(read), read.Find("--contains"))
            : read.Has("--redis") ? new RedisQuestion(plain, port)
            : new TcpQuestion(plain, port);
    }

    private static int? Status(OptionReader read) =>
        read.Find("--status") is not { } text ? null
        : Quantities.Count("--status", text, 100) is <= 599 and var status ? status
        : throw new UsageException($"--status '{text}' is no HTTP status: 100 to 599.");

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
