using System.Text.Json;
using Bench.Lifecycle.Runs;

namespace Bench.Lifecycle.Caching;

/// <summary>Decides whether a pure step is up to date, and says in one line why it is not.</summary>
internal sealed class StepCache(RunFolder folder)
{
    /// <summary>Null where the step is up to date, else the reason to run it.</summary>
    /// <param name="options">The options of this invocation; the recorded ones must be the same.</param>
    /// <param name="inputs">The files that it would read now; null where only the record knows them (a recipe names its own cluster file).</param>
    public string? ReasonToRun(BenchVerb step, IReadOnlyDictionary<string, string> options, IEnumerable<string>? inputs)
    {
        if (Load(step) is not { } record)
        {
            return "it has not run yet";
        }

        return record.Tool != Fingerprints.Tool ? "Bench itself changed"
            : OptionReason(record.Options, options)
            ?? FileReason(record, inputs)
            ?? record.Outputs.Where(o => Fingerprints.OfFile(Absolute(o.Key)) != o.Value)
                .Select(o => $"its output {o.Key} was changed or removed").FirstOrDefault();
    }

    /// <summary>Remembers what the step read and wrote. Paths may be absolute or relative to the run's folder.</summary>
    public void Remember(BenchVerb step, IReadOnlyDictionary<string, string> options, IEnumerable<string> inputs, IEnumerable<string> outputs)
    {
        var record = new StepRecord(
            step.ToString(), Fingerprints.Tool, options, Hashes(inputs), Hashes(outputs));
        AtomicFile.Write(folder.StepRecord(step), JsonSerializer.Serialize(record, LifecycleJson.Default.StepRecord));
    }

    public StepRecord? Load(BenchVerb step)
    {
        var path = folder.StepRecord(step);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), LifecycleJson.Default.StepRecord) : null;
        }
        catch (JsonException)
        {
            // A record that cannot be read is a record that is not there: the step runs again.
            return null;
        }
    }

    private Dictionary<string, string> Hashes(IEnumerable<string> files) =>
        files.Distinct().Order(StringComparer.Ordinal).ToDictionary(Key, f => Fingerprints.OfFile(Absolute(f)));

    private string Key(string file) =>
        file.StartsWith(folder.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? folder.Relative(file) : file;

    private string Absolute(string file) => Path.Combine(folder.Path, file);

    private static string? OptionReason(IReadOnlyDictionary<string, string> recorded, IReadOnlyDictionary<string, string> now)
    {
        foreach (var name in recorded.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            if (recorded.GetValueOrDefault(name) != now.GetValueOrDefault(name))
            {
                return $"{name} was '{recorded.GetValueOrDefault(name)}' and is '{now.GetValueOrDefault(name)}'";
            }
        }

        return null;
    }

    private string? FileReason(StepRecord record, IEnumerable<string>? inputs)
    {
        var now = (inputs?.Select(Key) ?? record.Inputs.Keys).ToHashSet();
        return record.Inputs.Keys.Where(f => !now.Contains(f)).Select(f => $"{f} is not read any more").FirstOrDefault()
            ?? now.Where(f => !record.Inputs.ContainsKey(f)).Select(f => $"{f} is new").FirstOrDefault()
            ?? record.Inputs.Where(i => Fingerprints.OfFile(Absolute(i.Key)) != i.Value).Select(i => $"{i.Key} changed").FirstOrDefault();
    }
}
