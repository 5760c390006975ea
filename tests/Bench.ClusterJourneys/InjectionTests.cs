namespace Bench.ClusterJourneys;

/// <summary>What stands in a recipe is data, through ssh, sbatch, the wrappers and apptainer as well.</summary>
public sealed class InjectionTests : ClusterJourney
{
    private const string Image = "/shared/images/redis.sif";

    [Fact]
    public async Task Values_names_and_paths_reach_programs_as_they_are()
    {
        var hostile = new Hostile("/tmp/pwned-by-bench", $"{Place.Workdir}/pwned");
        var bound = $"{Place.Workdir}/{hostile.Name}";
        await Testbed.ExecAsUserAsync("login", "mkdir", "-p", bound);
        var folder = Directory.CreateDirectory(Path.Combine(Place.Folder, hostile.Name)).FullName;
        var clusters = Directory.CreateDirectory(Path.Combine(folder, "clusters")).FullName;
        File.Copy(Path.Combine(Place.Folder, "clusters", "testbed.yaml"), Path.Combine(clusters, "testbed.yaml"));
        var recipe = Path.Combine(folder, "recipe.yaml");
        await File.WriteAllTextAsync(recipe, $$"""
            name: hostile
            cluster: testbed
            description: {{Hostile.Yaml(hostile.Value)}}
            service: {kind: http, env: {HOSTILE: {{Hostile.Yaml(hostile.Value)}} } }
            workloads:
              load: {kind: http, rate: 50, duration: 300ms, connections: 2, headers: {X-Hostile: {{Hostile.Yaml(hostile.Line.Replace("é € ", "", StringComparison.Ordinal).Replace('\t', ' '))}} } }
              say:
                kind: command
                image: {{Image}}
                container: {clean-env: true, binds: [{{Hostile.Yaml(bound + ":/mnt")}}]}
                command: [{{Hostile.Printer}}, {{Hostile.Yaml(hostile.Value)}}, {{Hostile.Yaml(hostile.Line)}}]
                env: {HOSTILE: {{Hostile.Yaml(hostile.Value)}} }
                metrics: {x: {regex: "(9)"} }
            validity: {percentile: 50, max-send-lag: 10m, max-steal: 100%, min-rate: 1%}
            """);

        var ended = await Place.RunAsync("RunBenchmark", "--recipe", recipe);

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Equal(9, Place.Metric("say/x"));
        hostile.Check(Path.Combine(Place.LastRun, "results"), Testbed.Outside);
        Assert.Empty(Directory.EnumerateFiles(Testbed.Outside(Place.Workdir), "pwned", SearchOption.AllDirectories));
        foreach (var host in (string[])["login", "node1", "node2", "node3"])
        {
            Assert.Equal("absent", (await Testbed.ExecAsync(host, "sh", "-c", "test -e /tmp/pwned-by-bench || echo absent")).Trim());
        }
    }
}
