namespace Bench.Journeys;

/// <summary>The README's first command, and the steps one by one.</summary>
public sealed class HelloHttpTests
{
    private static readonly string Recipe = Checkout.Recipe("hello-http.yaml");

    [Fact]
    public async Task One_command_gives_a_report_and_leaves_nothing_behind()
    {
        using var place = new Workplace();
        var ended = await place.RunAsync(["RunBenchmark", "--recipe", Recipe, .. Workplace.Quick]);

        Assert.True(ended.Status == 0, ended.ToString());
        place.AssertSound();
        Assert.Equal(500, place.Metric("load/requests"));
        Assert.Equal(0, place.Metric("load/errors"));
        Assert.True(new DirectoryInfo(place.LastRun).LinkTarget is not null);
        foreach (var file in (string[])["recipe.lock.yaml", "plan.json", "journal.jsonl", "endpoints.json", "health.jsonl", "summary.json", "report.md", "report.html", "metrics/load.csv", "metrics/resources.csv"])
        {
            Assert.True(new FileInfo(Path.Combine(place.LastRun, file)).Length > 0, file);
        }

        Assert.Empty(place.ProcessesLeft());

        // GitHub shows this file on the run's page; the report is added to what is there.
        var page = Path.Combine(place.Folder, "summary.md");
        File.WriteAllText(page, "before\n");
        using var again = new Launched(place.Folder, "env", $"GITHUB_STEP_SUMMARY={page}", Checkout.BuildSh, "Report", "--run", "last", "--force");
        Assert.Equal(0, (await again.EndAsync(TimeSpan.FromMinutes(1))).Status);
        Assert.Equal("before\n" + File.ReadAllText(Path.Combine(place.LastRun, "report.md")) + "\n", File.ReadAllText(page));
    }

    [Fact]
    public async Task A_service_with_a_certificate_of_its_own_is_driven_and_scraped_by_https_where_the_recipe_takes_it()
    {
        using var place = new Workplace();
        string[] https = ["RunBenchmark", "--recipe", Recipe, .. Workplace.Quick, "--set", "service.scheme=https"];
        var ended = await place.RunAsync([.. https, "--set", "workloads.load.insecure=true", "--set", "metrics.prometheus=['{{service.url}}/metrics']"]);

        Assert.True(ended.Status == 0, ended.ToString());
        Assert.Equal((500, 0), (place.Metric("load/requests"), place.Metric("load/errors")));
        Assert.Contains(",up,1,", File.ReadAllText(Path.Combine(place.LastRun, "metrics", "prometheus.csv")), StringComparison.Ordinal);

        // Nobody vouches for it, and the recipe says nothing.
        Assert.NotEqual(0, (await place.RunAsync(https)).Status);
        Assert.Contains("'insecure: true'", (await place.RunAsync("Logs", "--run", "last", "--job", "p1-load-r1")).Output, StringComparison.Ordinal);
        Assert.Empty(place.ProcessesLeft());
    }

    [Fact]
    public async Task The_steps_one_by_one_in_processes_of_their_own_give_the_same()
    {
        using var place = new Workplace();
        string[] first = ["--recipe", Recipe, .. Workplace.Quick];
        foreach (var step in (string[])["ParseRecipe", "RenderScripts", "SubmitService", "AwaitHealthy", "RunWorkloadPattern", "CollectMetrics", "Teardown", "Report"])
        {
            var ended = await place.RunAsync([step, .. step == "ParseRecipe" ? first : ["--run", "last"]]);
            Assert.True(ended.Status == 0, $"{step}: {ended}");
        }

        place.AssertSound();
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(place.Folder, ".bench", "runs")), d => new DirectoryInfo(d).LinkTarget is null);
        Assert.Equal(["d1-hello-http.1", "p1-load-r1.1"], place.JobsThatRan());
        Assert.Empty(place.ProcessesLeft());
    }

    [Fact]
    public async Task What_is_up_to_date_is_not_done_again_and_explain_says_why_a_step_ran()
    {
        using var place = new Workplace();
        string[] parse = ["ParseRecipe", "--recipe", Recipe, "--explain"];
        await place.RunAsync(parse);
        Assert.Contains("up to date", (await place.RunAsync(parse)).Output, StringComparison.Ordinal);
        Assert.Contains("--set was", (await place.RunAsync([.. parse, "--set", "repeat=2"])).Output, StringComparison.Ordinal);
        Assert.Contains("--force", (await place.RunAsync([.. parse, "--set", "repeat=2", "--force"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sweep_with_repeats_measures_every_point_against_one_service()
    {
        using var place = new Workplace();
        var recipe = place.WriteRecipe("""
            name: swept
            service: {kind: http}
            workloads:
              load: {kind: http, rate: 100, duration: 300ms, connections: 2}
            sweep: {workloads.load.rate: [50, 100]}
            repeat: 2
            warmup: 1
            validity: {percentile: 50, max-send-lag: 10m, min-rate: 1%}
            """);
        var ended = await place.RunAsync("RunBenchmark", "--recipe", recipe);

        Assert.True(ended.Status == 0, ended.ToString());
        var points = place.Summary().GetProperty("points").EnumerateArray().ToList();
        Assert.Equal(2, points.Count);
        Assert.All(points, p => Assert.Equal(2, p.GetProperty("repeats").GetInt32()));
        Assert.Equal("50", points[0].GetProperty("set").GetProperty("workloads.load.rate").ToString());
        Assert.Single(place.JobsThatRan(), j => j.StartsWith("d1-", StringComparison.Ordinal));
        Assert.Empty(place.ProcessesLeft());
    }

    [Fact]
    public async Task A_sweep_over_the_service_restarts_it_for_each_deployment()
    {
        using var place = new Workplace();
        var recipe = place.WriteRecipe("""
            name: deployments
            service: {kind: http, env: {FLAVOUR: a}}
            workloads:
              load: {kind: http, rate: 50, duration: 300ms, connections: 2}
            sweep: {service.env.FLAVOUR: [a, b]}
            validity: {percentile: 50, max-send-lag: 10m, min-rate: 1%, max-errors: 100%}
            """);
        var ended = await place.RunAsync("RunBenchmark", "--recipe", recipe);

        Assert.True(ended.Status is 0 or 6, ended.ToString());
        Assert.Equal(["d1-deployments.1", "d2-deployments.1", "p1-load-r1.1", "p2-load-r1.1"], place.JobsThatRan());
        Assert.Empty(place.ProcessesLeft());
    }
}
