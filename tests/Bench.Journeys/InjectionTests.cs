namespace Bench.Journeys;

/// <summary>What stands in a recipe is data, whatever it looks like.</summary>
public sealed class InjectionTests
{
    [Fact]
    public async Task Values_names_and_paths_reach_programs_as_they_are()
    {
        using var place = new Workplace();
        var hostile = new Hostile(Path.Combine(place.Folder, "pwned"));
        var folder = Directory.CreateDirectory(Path.Combine(place.Folder, hostile.Name)).FullName;
        var recipe = Path.Combine(folder, "recipe.yaml");
        await File.WriteAllTextAsync(recipe, $$"""
            name: hostile
            description: {{Hostile.Yaml(hostile.Value)}}
            service: {kind: http, env: {HOSTILE: {{Hostile.Yaml(hostile.Value)}} } }
            workloads:
              load: {kind: http, rate: 50, duration: 300ms, connections: 2, headers: {X-Hostile: {{Hostile.Yaml(hostile.Line.Replace("é € ", "", StringComparison.Ordinal).Replace('\t', ' '))}} } }
              say:
                kind: command
                command: [{{Hostile.Printer}}, {{Hostile.Yaml(hostile.Value)}}, {{Hostile.Yaml(hostile.Line)}}]
                env: {HOSTILE: {{Hostile.Yaml(hostile.Value)}} }
                metrics: {x: {regex: "(9)"} }
            validity: {percentile: 50, max-send-lag: 10m, max-steal: 100%, min-rate: 1%}
            """);

        var ended = await place.RunAsync("RunBenchmark", "--recipe", recipe);

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Equal(9, place.Metric("say/x"));
        hostile.Check(Path.Combine(place.LastRun, "results"));
        Assert.Empty(Directory.EnumerateFiles(place.Folder, "pwned", SearchOption.AllDirectories));
        Assert.Empty(place.ProcessesLeft());
    }
}
