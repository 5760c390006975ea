namespace Bench.ClusterJourneys;

/// <summary>Every form that an image may have, and every way in which a container may be run.</summary>
public sealed class ImageTests : ClusterJourney
{
    private const string Redis = "/shared/images/redis.sif";

    private string Cache => Testbed.Outside($"{Place.Workdir}/images");

    [Fact]
    public async Task An_image_of_this_machine_is_brought_over_once()
    {
        File.Copy(Testbed.Outside(Redis), Path.Combine(Place.Folder, "mine.sif"));
        await RunAsync("mine.sif");
        var brought = new FileInfo(Assert.Single(Directory.EnumerateFiles(Cache)));
        Assert.Matches("^mine-[0-9a-f]{12}\\.sif$", brought.Name);

        await RunAsync("mine.sif");

        Assert.Equal(brought.LastWriteTimeUtc, new FileInfo(Assert.Single(Directory.EnumerateFiles(Cache))).LastWriteTimeUtc);
    }

    [Fact]
    public async Task A_definition_is_built_by_one_job_for_all_runs()
    {
        WriteDefinition();
        var recipe = WriteRecipe("tools.def");
        using var first = Place.BuildSh("RunBenchmark", "--recipe", recipe);
        using var second = Place.BuildSh("RunBenchmark", "--recipe", recipe);
        foreach (var run in (Launched[])[first, second])
        {
            var ended = await run.EndAsync(TimeSpan.FromMinutes(3));
            Assert.True(ended.Status == 0, ended.ToString());
        }

        var built = new FileInfo(Assert.Single(Directory.EnumerateFiles(Cache, "*.sif")));
        Assert.Empty(Directory.EnumerateFiles(Cache, "*.tmp"));
        await RunAsync("tools.def");
        Assert.Equal(["p1-say-r1.1"], Place.JobsThatRan());
        Assert.Equal(built.LastWriteTimeUtc, new FileInfo(built.FullName).LastWriteTimeUtc);
    }

    [Fact]
    public async Task An_image_is_built_on_the_login_node_where_the_site_wants_it()
    {
        WriteDefinition();
        Place.WriteCluster(container: "{runtime: apptainer, build: login}");

        await RunAsync("tools.def");

        Assert.Equal(["p1-say-r1.1"], Place.JobsThatRan().Where(j => !j.EndsWith(".login", StringComparison.Ordinal)));
        Assert.Single(Directory.EnumerateFiles(Cache, "*.sif"));
    }

    [Fact]
    public async Task Modes_and_options_of_containers_do_what_they_say()
    {
        var sandbox = $"{Place.Workdir}/sandbox";
        await Testbed.ExecAsUserAsync("login", "mkdir", "-p", Place.Workdir);
        await Testbed.ExecAsUserAsync("login", "apptainer", "build", "--sandbox", sandbox, Redis);
        var recipe = Place.WriteRecipe($$"""
            name: modes
            cluster: testbed
            workloads:
              folder: {kind: command, image: {{sandbox}}, command: [sh, -c, "echo 9"], metrics: {x: {regex: "(9)"} } }
              instance: {kind: command, image: {{Redis}}, container: {mode: instance}, env: {X: "9"}, command: [sh, -c, "echo $X"], metrics: {x: {regex: "(9)"} } }
              bound: {kind: command, image: {{Redis}}, container: {binds: ["/shared/images:/mnt:ro"]}, command: [sh, -c, "test -s /mnt/redis.sif && echo 9"], metrics: {x: {regex: "(9)"} } }
              writable: {kind: command, image: {{Redis}}, container: {writable-tmpfs: true}, command: [sh, -c, "echo x >/usr/x && echo 9"], metrics: {x: {regex: "(9)"} } }
              clean: {kind: command, image: {{Redis}}, container: {clean-env: true}, env: {X: "9"}, command: [sh, -c, 'test -z "${SLURM_JOB_ID:-}" && echo $X'], metrics: {x: {regex: "(9)"} } }
            """);

        var ended = await Place.RunAsync("RunBenchmark", "--recipe", recipe);

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.All((string[])["folder", "instance", "bound", "writable", "clean"], name => Assert.Equal(9, Place.Metric($"{name}/x")));
        Assert.Empty(Place.ProcessesLeft());
    }

    [Fact]
    public async Task An_image_that_cannot_be_had_ends_the_run_with_the_tools_words()
    {
        var ended = await Place.RunAsync("RunBenchmark", "--recipe", WriteRecipe("docker://registry.invalid/nobody/nothing:1"));

        Assert.True(ended.Status == 3, ended.ToString());
        Assert.Contains("registry.invalid", ended.Output, StringComparison.Ordinal);
        Assert.Contains("FATAL", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(Cache), f => !f.EndsWith(".lock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_image_that_is_not_there_is_missed_before_anything_is_submitted()
    {
        var ended = await Place.RunAsync("RunBenchmark", "--recipe", WriteRecipe("/shared/images/nothing.sif"));

        Assert.True(ended.Status == 2, ended.ToString());
        Assert.Contains("/shared/images/nothing.sif", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Place.Journal(), line => line.Contains("\"intent\"", StringComparison.Ordinal));
    }

    private async Task RunAsync(string image)
    {
        var ended = await Place.RunAsync("RunBenchmark", "--recipe", WriteRecipe(image));
        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Equal(9, Place.Metric("say/x"));
    }

    private string WriteRecipe(string image) => Place.WriteRecipe($$"""
        name: image
        cluster: testbed
        workloads:
          say: {kind: command, image: "{{image}}", command: [sh, -c, "redis-server --version; echo 9"], metrics: {x: {regex: "^(9)"} } }
        """);

    private void WriteDefinition() => File.WriteAllText(Path.Combine(Place.Folder, "tools.def"), $"""
        Bootstrap: localimage
        From: {Redis}

        %post
            echo built >/built
        """);
}
