using Bench.Diagnostics;
using Bench.Recipes;

namespace Bench.Tests.Recipes;

public class RecipeReaderTests
{
    [Fact]
    public void Read_every_example_is_right()
    {
        foreach (var file in RecipeTesting.Examples())
        {
            var document = RecipeReader.Read(file, [], new ClusterCatalog());
            Assert.Equal(Path.GetFileNameWithoutExtension(file), document.Spec.Name);
            Assert.NotEmpty(RecipeExpander.Expand(document));
        }
    }

    [Fact]
    public void Read_all_forms_of_values()
    {
        var spec = RecipeTesting.Read("""
            name: all
            service:
              kind: command
              command: prog --port {{service.port}} "a b" 'c d'
              port: 8080
              stop-grace: 30m
              resources: {memory: 8G, time: 90s, gpus: 2}
              health: {probe: {kind: http, path: /up, status: 204}, cap: 1h30m}
              env: {A: 5, B: "x{{name}}", C: 'it''s'}
            workloads:
              load: {kind: http, rate: 2k/s, duration: 250ms, arrivals: norm, seed: -7, headers: {X-A: b}}
              run: {kind: command, command: [a, ''], metrics: {t/p99: {regex: '(\d+)', better: lower, reduce: median, scale: 1e-3}}}
            gates: [{metric: load/latency/p99, worse-by: 5%}]
            validity: {min-rate: 0.9, max-send-lag: 50us}
            """).Spec;

        var service = Assert.IsType<CommandServiceSpec>(spec.Service);
        Assert.Equal(["prog", "--port", "{{service.port}}", "a b", "c d"], service.Command.Words.Select(w => w.ToString()));
        Assert.Equal(8080, service.Port!.Number);
        Assert.Equal(TimeSpan.FromMinutes(90), service.Health.Cap);
        Assert.Equal(8L << 30, service.Resources.Memory!.Value.Bytes);
        Assert.Equal(204, Assert.IsType<HttpProbeSpec>(service.Health.Probe).Status);
        Assert.Equal("5", service.Env["A"].ToString());
        Assert.Equal("x{{name}}", service.Env["B"].ToString());
        var load = Assert.IsType<HttpWorkloadSpec>(spec.Workloads["load"]);
        Assert.Equal(2000, load.Rate!.Rate!.Value.PerSecond);
        Assert.Equal(TimeSpan.FromMilliseconds(250), load.Duration);
        Assert.Equal(ArrivalKind.Norm, load.Arrivals);
        Assert.Equal(-7, load.Seed);
        var run = Assert.IsType<CommandWorkloadSpec>(spec.Workloads["run"]);
        Assert.Equal("", run.Command.Words[1].ToString());
        Assert.Equal(Reduction.Median, run.Metrics["t/p99"].Reduce);
        Assert.Equal(0.001, run.Metrics["t/p99"].Scale);
        Assert.Equal(0.05, spec.Gates[0].WorseBy!.Value.Fraction);
        Assert.Equal(TimeSpan.FromMicroseconds(50), spec.Validity.MaxSendLag);
        Assert.Equal(["load", "run"], spec.Workloads.Keys);
    }

    [Fact]
    public void Read_wrong_recipe_throws_usage_with_all_diagnostics()
    {
        var path = Path.Combine(RecipeTesting.Root, "tests/Bench.Tests/Recipes/Wrong/many.yaml");
        var e = Assert.Throws<BenchException>(() => RecipeReader.Read(path, [], new ClusterCatalog()));
        Assert.Equal(ExitStatus.Usage, e.Status);
        Assert.True(e.Diagnostics.Count > 5);
    }

    [Fact]
    public void Read_missing_file_is_a_diagnostic()
    {
        Assert.False(RecipeReader.TryRead("/nowhere/x.yaml", [], new ClusterCatalog(), out _, out var diagnostics));
        Assert.Equal("/nowhere/x.yaml: error BENCH1001: There is no such file. Give the path of a file that can be read.", Assert.Single(diagnostics).ToString());
    }

    [Theory]
    [InlineData("workloads.load.rate", "5k/s")]
    [InlineData("workloads.load.connections", "64")]
    [InlineData("service.health.timeout", "5m")]
    [InlineData("service.env.A", "b: c # {{name}}")]
    [InlineData("service.args", "[--stall, 8s+2s]")]
    [InlineData("workloads.second", "{kind: http, rate: 1, duration: 1s}")]
    [InlineData("sweep", "{workloads.load.rate: [1, 2]}")]
    [InlineData("sweep.workloads.load.rate", "[1, 2]")]
    [InlineData("gates", "[{metric: load/errors, max: 0}]")]
    public void Set_writes_keys_that_are_there_and_that_are_missing(string path, string value)
    {
        var changed = RecipeTesting.Read(RecipeTesting.Small, (path, value));
        Assert.NotEqual(RecipeLock.Write(RecipeTesting.Read(RecipeTesting.Small)), RecipeLock.Write(changed));
        Assert.StartsWith("--set ", changed.PlaceOf(path).File);
    }

    [Theory]
    [InlineData("workloads.laod.rate", "5", "--set workloads.laod.rate: error BENCH1110: 'workloads' has no 'laod'. Did you mean 'load'?")]
    [InlineData("workloads.load.rat", "5", "--set workloads.load.rat: error BENCH1110: 'workloads.load' has no key 'rat'. Did you mean 'rate'?")]
    [InlineData("workloads.load.rate.x", "5", "--set workloads.load.rate.x: error BENCH1110: 'workloads.load.rate' has no keys of its own, so there is no 'x' in it. Set the key itself.")]
    [InlineData("gates.0.min", "5", "--set gates.0.min: error BENCH1110: 'gates' has no item '0'. Set the whole list.")]
    [InlineData("", "5", "--set : error BENCH1110: The option names no key. Write --set path=value.")]
    [InlineData("workloads.load.rate", "fast", "--set workloads.load.rate: error BENCH1104: 'workloads.load.rate' is 'fast', which is no rate. Write it as 5000, 2k/s or 90/min.")]
    [InlineData("workloads.load.rate", "[5", "--set workloads.load.rate: error BENCH1002: ")]
    public void Set_tells_what_is_wrong(string path, string value, string error) =>
        Assert.StartsWith(error, RecipeTesting.Error(RecipeTesting.Small, (path, value)));

    [Fact]
    public void Read_key_with_nothing_behind_it_counts_as_left_out()
    {
        Assert.Contains("BENCH1202", RecipeTesting.Error("name: x\nservice:\nworkloads: {a: {kind: http, rate: 1, duration: 1s}}\n"));
        Assert.Null(RecipeTesting.Read(RecipeTesting.Small + "sweep:\n").Spec.Sweep);
    }

    [Fact]
    public void Read_hostile_files_are_bounded()
    {
        Assert.Contains("deeper than 32", RecipeTesting.Error("a: " + new string('[', 100_000)));
        Assert.Contains("BENCH1004", RecipeTesting.Error("a: [" + string.Concat(Enumerable.Repeat("1,", 60_000)) + "1]"));
        Assert.Contains("BENCH1004", RecipeTesting.Error(new string('#', 2 << 20)));
        Assert.Contains("BENCH1003", RecipeTesting.Error("name: a\u001b[31m"));
        Assert.Contains("U+202E", RecipeTesting.Error("name: a\u202eb"));
        var many = RecipeTesting.Errors("name: x\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"key{i}: 1\n")));
        Assert.Equal(DiagnosticBag.Limit + 1, many.Count);
    }

    [Fact]
    public void Read_texts_that_double_themselves_are_bounded()
    {
        var env = string.Concat(Enumerable.Range(0, 25).Select(i => $"      V{i}: \"{{{{service.env.V{i + 1}}}}}{{{{service.env.V{i + 1}}}}}\"\n"));
        var errors = RecipeTesting.Errors($"name: x\nservice:\n    kind: http\n    port: auto\n    env:\n{env}      V25: {new string('x', 100)}\nworkloads: {{a: {{kind: http, rate: 1, duration: 1s}}}}\n");
        Assert.Contains(errors, e => e.Code == Codes.TooLarge);
    }
}
