using Bench.Diagnostics;

namespace Bench.Recipes.Validation;

/// <summary>A load has one source of its times, and options of a law go with that law.</summary>
internal static class ArrivalRules
{
    private const int MostStages = 1000;

    private static readonly string[] Sources = ["rate", "stages", "arrivals-file"];

    public static void Check(RecipeContext context, string path, string name, HttpWorkloadSpec http)
    {
        var sources = Sources.Where(k => context.IsWritten($"{path}.{k}")).ToList();
        if (sources.Count == 0 && !context.IsBroken(path))
        {
            context.Error(Codes.MissingKey, path, $"{Shown.Path(path)} has no 'rate'.", "Add 'rate:' (requests per second, a ramp, or 'max'), 'stages:' or 'arrivals-file:'.");
        }
        else if (sources.Count > 1)
        {
            Conflict(context, $"{path}.{sources[1]}", name, $"'{sources[0]}' and '{sources[1]}'", "Each says when requests are due: remove one of the two.");
        }

        // Not whether they are written: a lock has all keys, with their defaults.
        var max = http.Rate is { IsMax: true };
        if (max && http.Arrivals != ArrivalKind.Fixed)
        {
            Conflict(context, $"{path}.arrivals", name, "'rate: max' and 'arrivals'", "As fast as possible has no arrival law: remove one of the two.");
        }

        if (http.ArrivalsFile is not null && http.Arrivals != ArrivalKind.Fixed)
        {
            Conflict(context, $"{path}.arrivals", name, "'arrivals-file' and 'arrivals'", "The file has the times itself: remove one of the two.");
        }

        if (http.WriteArrivals && (max || http.ArrivalsFile is not null))
        {
            Conflict(context, $"{path}.write-arrivals", name, $"'write-arrivals' and '{(max ? "rate: max" : "arrivals-file")}'", "There are no new times to write: remove 'write-arrivals'.");
        }

        if (max && http.Pacing != PacingKind.Precise)
        {
            Conflict(context, $"{path}.pacing", name, "'rate: max' and 'pacing'", "As fast as possible waits for no time: remove one of the two.");
        }

        Parameter(context, path, name, "sigma", http.Sigma is not null, ArrivalKind.Norm, http.Arrivals);
        Parameter(context, path, name, "burstiness", http.Burstiness is not null, ArrivalKind.Gamma, http.Arrivals);
        if (http.Rate is { Ramp: { From.PerSecond: 0, To.PerSecond: 0 } } && !context.IsBroken($"{path}.rate"))
        {
            context.Error(Codes.OutOfRange, $"{path}.rate", $"The ramp of workload {Shown.Quoted(name)} goes from 0 to 0.", "Give it a rate above 0.");
        }

        HttpRequestsValidator.File(context, $"{path}.arrivals-file", http.ArrivalsFile);
        Stages(context, $"{path}.stages", name, http.Stages, context.IsBroken($"{path}.duration") ? null : http.Duration);
    }

    private static void Parameter(RecipeContext context, string path, string name, string key, bool there, ArrivalKind law, ArrivalKind asked)
    {
        if (there && asked != law && !context.IsBroken($"{path}.arrivals"))
        {
            var spelt = law.ToString().ToLowerInvariant();
            Conflict(context, $"{path}.{key}", name, $"'{key}' and another law than '{spelt}'", $"Write 'arrivals: {spelt}', or remove '{key}'.");
        }
    }

    private static void Stages(RecipeContext context, string path, string name, IReadOnlyList<StageSpec>? stages, TimeSpan? measured)
    {
        // What could not be read is missing from the list: then places do not fit any more.
        if (stages is null || context.IsBrokenWithin(path))
        {
            return;
        }

        for (var i = 0; i < stages.Count; i++)
        {
            var stage = stages[i];
            if (stage.Rate is not null && (stage.From ?? stage.To) is not null)
            {
                Conflict(context, $"{path}.{i}", name, "a stage with 'rate' and with 'from' or 'to'", "Write either 'rate', or 'from' and 'to'.");
            }
            else if (stage.Rate is null && (stage.From is null || stage.To is null))
            {
                context.Error(Codes.MissingKey, $"{path}.{i}", $"A stage of workload {Shown.Quoted(name)} has no rate.", "Write either 'rate', or 'from' and 'to'.");
            }

            if (stage.Duration is null && i < stages.Count - 1)
            {
                context.Error(Codes.MissingKey, $"{path}.{i}", $"Stage {i + 1} of workload {Shown.Quoted(name)} has no 'duration'.", "Add it: only the last stage may go without, and lasts until the measurement is over.");
            }
        }

        var before = stages.Take(stages.Count - 1).Aggregate(TimeSpan.Zero, (sum, s) => sum + (s.Duration ?? TimeSpan.Zero));
        if (stages is [.., { Duration: null }] && before >= measured)
        {
            context.Error(
                Codes.OutOfRange, $"{path}.{stages.Count - 1}", $"The measurement of workload {Shown.Quoted(name)} is over when its last stage begins.",
                "Make 'duration' of the workload longer, or give the stage one.");
        }

        if (stages.Count is 0 or > MostStages)
        {
            context.Error(Codes.OutOfRange, path, $"Workload {Shown.Quoted(name)} has {stages.Count} stages.", $"Give it 1 to {MostStages}.");
        }
        else if (stages.All(s => (s.Rate ?? s.From)?.PerSecond is not > 0 && (s.Rate ?? s.To)?.PerSecond is not > 0))
        {
            context.Error(Codes.OutOfRange, path, $"No stage of workload {Shown.Quoted(name)} has a rate above 0.", "Give one of them a rate.");
        }
    }

    private static void Conflict(RecipeContext context, string path, string name, string what, string mend) =>
        context.Error(Codes.KeysConflict, path, $"Workload {Shown.Quoted(name)} has {what}.", mend);
}
