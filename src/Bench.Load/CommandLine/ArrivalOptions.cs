using System.Globalization;
using Bench.Measurement.Arrivals;

namespace Bench.Load.CommandLine;

/// <summary>The options that say when requests are due: <c>--rate --arrivals --sigma --burstiness --seed --warmup --duration</c>.</summary>
internal sealed record ArrivalOptions
{
    /// <summary>What <c>--rate</c> calls a closed loop.</summary>
    internal const string Max = "max";

    private const int MostStages = 1000;

    /// <summary>Null for a closed loop.</summary>
    public required ArrivalPlan? Plan { get; init; }

    public required TimeSpan Warmup { get; init; }

    public required TimeSpan Duration { get; init; }

    public required long Seed { get; init; }

    /// <summary>Of the whole load as it was written, where it is not one number.</summary>
    public string? Stages { get; init; }

    /// <exception cref="UsageException">Something is missing, wrong, or does not fit together.</exception>
    internal static ArrivalOptions Read(OptionReader read)
    {
        var arrivals = read.Find("--arrivals") ?? "fixed";
        var warmup = read.Map("--warmup", Quantities.Duration, TimeSpan.Zero);
        var seed = read.Map("--seed", SeedOf, 1);
        if (IsFile(arrivals))
        {
            Refuse(read, "--arrivals with a file, which has the times itself", "--rate", "--sigma", "--burstiness", "--seed");
            var length = DurationOf(read, null);
            return new() { Plan = Load(arrivals, warmup, length), Warmup = warmup, Duration = length, Seed = seed };
        }

        var rate = read.Get("--rate");
        if (rate == Max)
        {
            Refuse(read, "--rate max, which sends as fast as it can", "--arrivals", "--sigma", "--burstiness", "--arrivals-out", "--pacing");
            return new() { Plan = null, Warmup = warmup, Duration = DurationOf(read, null), Seed = seed, Stages = Max };
        }

        var given = read.Find("--duration") is null ? (TimeSpan?)null : DurationOf(read, null);
        var (profile, staged) = Profile("--rate", rate, given);
        var duration = given ?? DurationOf(read, staged ? TimeSpan.FromSeconds(profile.Seconds) : null);
        return new()
        {
            Plan = Made(Law(read, arrivals), profile, seed, warmup, duration),
            Warmup = warmup,
            Duration = duration,
            Seed = seed,
            Stages = staged ? rate : null,
        };
    }

    // One rate, or stages: 100..1k@30s,1k@1m. The last may have no length: it lasts as long as the measurement.
    private static (RateProfile Profile, bool Staged) Profile(string option, string text, TimeSpan? duration)
    {
        if (!text.Contains('@', StringComparison.Ordinal) && !text.Contains("..", StringComparison.Ordinal) && !text.Contains(',', StringComparison.Ordinal))
        {
            return (RateProfile.Constant(Quantities.Rate(option, text)), false);
        }

        var parts = text.Split(',');
        if (parts.FirstOrDefault(p => !p.Contains('@', StringComparison.Ordinal)) is { } open && !ReferenceEquals(open, parts[^1]))
        {
            throw new UsageException($"{option}: the stage '{open}' has no length. Write for instance {open}@30s: only the last may go without, and lasts until --duration is over.");
        }

        var stages = new List<RateStage>();
        foreach (var part in parts)
        {
            stages.Add(Stage(option, part, () => Rest(option, part, duration, stages)));
        }

        return stages.Count > MostStages ? throw new UsageException($"{option} has more than {MostStages} stages.")
            : stages.Sum(s => s.Count) > 0 ? (new RateProfile(stages), true)
            : throw new UsageException($"{option} '{text}' has no stage with a rate above 0.");
    }

    // What the measurement has left for a last stage without a length, s.
    private static double Rest(string option, string stage, TimeSpan? duration, List<RateStage> before)
    {
        if (duration is not { } all)
        {
            throw new UsageException($"{option}: the stage '{stage}' has no length, and there is no --duration until which it would last. Write for instance {stage}@30s.");
        }

        var left = all.TotalSeconds - before.Sum(s => s.Seconds);
        return left > 0
            ? left
            : throw new UsageException($"{option}: --duration is over when the last stage, '{stage}', begins. Make it longer, or leave that stage out.");
    }

    private static RateStage Stage(string option, string text, Func<double> rest)
    {
        var (rates, seconds) = text.Split('@') switch
        {
            [var whole] => (whole, rest()),
            [var before, var over] => (before, Quantities.Positive(option, Quantities.Duration(option, over)).TotalSeconds),
            _ => throw new UsageException($"{option}: '{text}' is no stage. Write for instance 100..1k@30s (from 100/s to 1000/s in 30 s) or 500@10s."),
        };
        var (from, to) = rates.Split("..") switch
        {
            [var same] => (same, same),
            [var first, var last] => (first, last),
            _ => throw new UsageException($"{option}: '{rates}' has more than two rates. Write a stage for each change."),
        };
        return new(Quantities.Rate(option, from, orZero: true), Quantities.Rate(option, to, orZero: true), seconds);
    }

    private static LawPlan Made(ArrivalLaw law, RateProfile profile, long seed, TimeSpan warmup, TimeSpan duration)
    {
        var plan = new LawPlan(law, profile, seed, warmup.TotalSeconds, duration.TotalSeconds);
        return plan.MeanRate > 0 ? plan : throw new UsageException("--rate is 0 for as long as --duration lasts.");
    }

    private static ArrivalLaw Law(OptionReader read, string name)
    {
        foreach (var (option, law) in new[] { ("--sigma", "norm"), ("--burstiness", "gamma") })
        {
            if (read.Find(option) is not null && name != law)
            {
                throw new UsageException($"{option} goes with --arrivals {law} only.");
            }
        }

        var burstiness = read.Map<double?>("--burstiness", (option, text) => Quantities.Share(option, text), null);
        return burstiness is < 0.01 or > 1e6
            ? throw new UsageException("--burstiness lies between 0.01 and 1000000.")
            : ArrivalLaws.Find(name, read.Map<double?>("--sigma", (option, text) => Quantities.Share(option, text), null), burstiness)
            ?? throw new UsageException(
                $"--arrivals '{name}' is unknown: {string.Join(", ", ArrivalLaws.Names)}, or a file with the end .csv.{NearestName.Hint(name, ArrivalLaws.Names)}");
    }

    private static bool IsFile(string arrivals) => arrivals.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || arrivals.Contains('/', StringComparison.Ordinal);

    private static FilePlan Load(string path, TimeSpan warmup, TimeSpan duration)
    {
        try
        {
            var plan = new FilePlan(ArrivalFile.Read(path), warmup.TotalSeconds, duration.TotalSeconds);
            return plan.MeanRate > 0 ? plan : throw new UsageException($"--arrivals: {path} has no time in the measurement (--warmup to --warmup + --duration).");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UsageException($"--arrivals: {(e is InvalidDataException ? path + ": " : "")}{e.Message}");
        }
    }

    private static TimeSpan DurationOf(OptionReader read, TimeSpan? otherwise) => otherwise is { } all && read.Find("--duration") is null
        ? all
        : Quantities.Positive("--duration", Quantities.Duration("--duration", read.Get("--duration")));

    private static void Refuse(OptionReader read, string with, params string[] options)
    {
        if (options.Where(read.Has).ToList() is { Count: > 0 } wrong)
        {
            throw new UsageException($"{string.Join(", ", wrong)} cannot stand beside {with}.");
        }
    }

    private static long SeedOf(string name, string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var seed)
        ? seed
        : throw new UsageException($"{name} '{text}' is no whole number.");
}
