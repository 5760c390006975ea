using System.Globalization;
using Bench.Load.CommandLine;

namespace Bench.Load.Wrk;

/// <summary>
/// The command line of <c>bench-load wrk</c>: that of wrk2, giltene's and DeathStarBench's, as getopt_long reads it (values behind the letter or in the next
/// word, options and URL in any order), turned into one of <c>bench-load http</c>.
/// </summary>
internal sealed record WrkCommand
{
    internal const string Help = """
        bench-load wrk: bench-load http with the options of wrk2, and its report.

          bench-load wrk -t2 -c100 -d30s -R2000 -L http://127.0.0.1:8080/ [-- arguments of the script]

          -t, --threads N      default 2             -c, --connections N  default 10
          -d, --duration T     default 10s           -R, --rate R         requests per second in total; without it a closed loop, as wrk's
          -s, --script FILE    Lua                   -H, --header 'K: V'  may be repeated
          -T, --timeout T      default 2s            -D, --dist LAW       fixed, exp or norm
          -L, --latency        the latency distribution, from the time at which a request was due
          -U, --u_latency      that, and the one from the actual send

        Numbers: k, M, G. Times: s, m, h. Otherwise than wrk2 it has no calibration, so there is no line of it and all requests are in the figures; -D norm is
        normal; connections send one request at a time, or one text of a script. bench-load http does more: a result file, warm-up, seeds, ramps.
        """;

    private static readonly Dictionary<string, char> Long = new()
    {
        ["threads"] = 't',
        ["connections"] = 'c',
        ["duration"] = 'd',
        ["script"] = 's',
        ["header"] = 'H',
        ["timeout"] = 'T',
        ["rate"] = 'R',
        ["dist"] = 'D',
        ["latency"] = 'L',
        ["u_latency"] = 'U',
        ["batch_latency"] = 'B',
        ["separate"] = 'S',
    };

    // -B and -S change nothing here: of a pipelined text each answer has its latency, and there is one URL.
    private const string Flags = "LUBS";

    public required string Url { get; init; }

    public int Threads { get; init; }

    public int Connections { get; init; }

    /// <summary>Of the test, s.</summary>
    public long Duration { get; init; }

    /// <summary>Null: a closed loop.</summary>
    public long? Rate { get; init; }

    public bool Latency { get; init; }

    public bool Uncorrected { get; init; }

    /// <summary>The command line of bench-load http that does the same.</summary>
    public required IReadOnlyList<string> Http { get; init; }

    /// <exception cref="UsageException">Something is unknown, missing or wrong.</exception>
    internal static WrkCommand Parse(IReadOnlyList<string> arguments)
    {
        var options = new List<(char Letter, string Value)>();
        var words = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var word = arguments[i];
            if (word == "--")
            {
                words.AddRange(arguments.Skip(i + 1));
                break;
            }

            if (word.Length < 2 || word[0] != '-')
            {
                words.Add(word);
            }
            else if (word.StartsWith("--", StringComparison.Ordinal))
            {
                var parts = word[2..].Split('=', 2);
                if (!Long.TryGetValue(parts[0], out var letter))
                {
                    throw new UsageException($"There is no option --{parts[0]}.{NearestName.Hint(parts[0], Long.Keys)}");
                }

                options.Add((letter, Flags.Contains(letter, StringComparison.Ordinal) ? "" : parts.Length == 2 ? parts[1] : Following(arguments, ref i)));
            }
            else
            {
                Letters(arguments, ref i, options);
            }
        }

        return Make(options, words);
    }

    private static WrkCommand Make(List<(char Letter, string Value)> options, List<string> words)
    {
        if (words.Count == 0)
        {
            throw new UsageException("The URL is missing.");
        }

        string? Last(char letter) => options.FindLast(o => o.Letter == letter).Value;
        bool Has(char letter) => options.Exists(o => o.Letter == letter);
        var threads = Metric("-t", Last('t') ?? "2");
        var connections = Metric("-c", Last('c') ?? "10");
        var duration = Time("-d", Last('d') ?? "10");
        var timeout = Time("-T", Last('T') ?? "2");
        long? rate = Last('R') is { } text ? Metric("-R", text) : null;
        if (Last('D') == "zipf")
        {
            throw new UsageException("-D zipf is no law of arrivals here: fixed, exp or norm. bench-load http has more.");
        }

        List<string> http =
        [
            "--url", words[0],
            "--rate", rate is { } number ? number.ToString(CultureInfo.InvariantCulture) : "max",
            "--threads", threads.ToString(CultureInfo.InvariantCulture),
            "--connections", connections.ToString(CultureInfo.InvariantCulture),
            "--duration", $"{duration}s",
            "--timeout", $"{timeout}s",
            .. Last('D') is { } law ? (string[])["--arrivals", law] : [],
            .. Last('s') is { } script ? (string[])["--script", script] : [],
            .. options.Where(o => o.Letter == 'H').SelectMany(o => (string[])["--header", o.Value]),
            .. words.Count > 1 ? (string[])["--", .. words.Skip(1)] : [],
        ];
        return new WrkCommand
        {
            Url = words[0],
            Threads = (int)threads,
            Connections = (int)connections,
            Duration = duration,
            Rate = rate,
            Latency = Has('L') || Has('U'),
            Uncorrected = Has('U'),
            Http = http,
        };
    }

    // One word of letters: flags may stand together, and the rest of the word is the value of the first that has one.
    private static void Letters(IReadOnlyList<string> arguments, ref int i, List<(char Letter, string Value)> options)
    {
        var word = arguments[i];
        for (var at = 1; at < word.Length; at++)
        {
            var letter = word[at];
            if (!Long.ContainsValue(letter))
            {
                throw new UsageException($"There is no option -{letter}.");
            }

            if (!Flags.Contains(letter, StringComparison.Ordinal))
            {
                options.Add((letter, at + 1 < word.Length ? word[(at + 1)..] : Following(arguments, ref i)));
                return;
            }

            options.Add((letter, ""));
        }
    }

    private static string Following(IReadOnlyList<string> arguments, ref int i) =>
        i + 1 < arguments.Count ? arguments[++i] : throw new UsageException($"{arguments[i]} has no value.");

    private static long Metric(string option, string text) => Scaled(text, ["k", "M", "G"], 1000) is > 0 and <= int.MaxValue and var value
        ? value
        : throw new UsageException($"{option} '{text}' is no whole number above 0. Write for instance 100 or 2k.");

    private static long Time(string option, string text) =>
        Scaled(text.EndsWith("s", StringComparison.OrdinalIgnoreCase) ? text[..^1] : text, ["m", "h"], 60) is > 0 and < 10_000_000 and var value
            ? value
            : throw new UsageException($"{option} '{text}' is no time. Write for instance 30s, 5m or 1h: whole numbers, as wrk2 takes them.");

    private static long? Scaled(string text, string[] units, long step)
    {
        var scale = 1L;
        for (var i = 0; i < units.Length; i++)
        {
            if (text.EndsWith(units[i], StringComparison.OrdinalIgnoreCase))
            {
                scale = (long)Math.Pow(step, i + 1);
                text = text[..^1];
                break;
            }
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue / scale ? number * scale : null;
    }
}
