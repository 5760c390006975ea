using System.Text.Json;
using Bench.Lifecycle.Caching;
using Bench.Metrics;

namespace Bench.Lifecycle.Steps;

/// <summary><c>environment.json</c>: what the run was made on and with, as it was when its first job was submitted.</summary>
internal static class EnvironmentFile
{
    public static void Write(RunContext run)
    {
        var facts = new Dictionary<string, string>(MachineFacts.Read())
        {
            ["command line"] = run.Info.CommandLine,
            ["recipe file"] = run.Info.RecipePath,
        };
        foreach (var (name, value) in GitFacts.Read(Path.GetDirectoryName(run.Info.RecipePath)!))
        {
            facts[name] = value;
        }

        AtomicFile.Write(run.Folder.Environment, JsonSerializer.Serialize(facts, LifecycleJson.Default.Facts) + "\n");
    }

    /// <summary>Adds what was learnt later; what is there already is replaced.</summary>
    public static void Add(RunContext run, IReadOnlyDictionary<string, string> facts)
    {
        if (facts.Count > 0)
        {
            AtomicFile.Write(run.Folder.Environment, JsonSerializer.Serialize(With(run, facts), LifecycleJson.Default.Facts) + "\n");
        }
    }

    /// <summary>What is in the file, with <paramref name="facts"/> added or in place of what it says.</summary>
    public static Dictionary<string, string> With(RunContext run, IReadOnlyDictionary<string, string> facts)
    {
        var all = Read(run);
        foreach (var (name, value) in facts)
        {
            all[name] = value;
        }

        return all;
    }

    private static Dictionary<string, string> Read(RunContext run)
    {
        var path = run.Folder.Environment;
        return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), LifecycleJson.Default.Facts)! : [];
    }
}
