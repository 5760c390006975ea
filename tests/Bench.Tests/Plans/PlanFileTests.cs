using System.Text.Json;
using Bench.Plans;
using Bench.Recipes;
using Bench.Tests.Recipes;
using static Bench.Tests.Plans.Planning;

namespace Bench.Tests.Plans;

public class PlanFileTests
{
    private const string Everything = """
        name: everything
        services:
          web:
            kind: http
            port: auto
            args: [--file, "{{job.dir}}/data with 'quotes' and ümläuts"]
            env: {TOKEN: "{{env.HOME}}", PLAIN: "a{{service.port}}b"}
            resources: {nodes: 2, cpus: 4, memory: 8G, gpus: 1, time: 30m, partition: gpu}
            health: {probe: {kind: http, path: /up, status: 204, contains: ready}, successes: 3, every: 100ms, timeout: 10s}
          tcp: {kind: command, command: [serve], port: 8081, health: {probe: {kind: tcp}}}
          log: {kind: command, command: [serve], port: auto, health: {probe: {kind: log, text: "is ready"}}}
          cache:
            kind: redis
            image: docker://redis:8
            container: {runtime: apptainer, mode: instance, binds: ["{{job.dir}}/data:/data:ro"], gpu: nv, writable-tmpfs: true, clean-env: true, options: [--no-home]}
            resources: {gres: "gpu:a100:2", constraint: "x86&amd", reservation: r1, exclusive: true, account: p1, qos: short, requeue: true, directives: [--switches=1]}
          own: {kind: command, command: [serve], port: auto, health: {probe: {kind: command, command: ["true", "{{service.url}}"]}}}
        workloads:
          load: {kind: http, service: web, rate: 1.5k/s, duration: 1s, headers: {X-A: "b{{service.name}}"}, body: "{}", arrivals: exp}
          tool:
            kind: command
            service: tcp
            command: [tool, "{{service.hostname}}"]
            metrics:
              j: {json: "a.b[0]", unit: s, better: lower, scale: 0.001, reduce: median}
              r: {regex: "n=(\\d+)"}
              c: {csv: rate, file: out.csv}
          kv: {kind: redis-benchmark, service: cache, tests: [ping, lrange], data-size: 1K, keyspace: 1000, instances: 3, start-timeout: 5m}
        metrics: {every: 2s, prometheus: ["{{service.url}}/metrics"]}
        sweep: {workloads.load.connections: [1, 2]}
        gates: [{metric: load/errors, max: 0}, {metric: load/throughput, worse-by: 5%, better: higher}]
        repeat: 2
        """;

    [Fact]
    public void A_plan_with_every_kind_of_spec_is_read_as_it_was_written()
    {
        var plan = Plan(Everything);
        var read = PlanFile.FromJson(PlanFile.ToJson(plan));

        Assert.Null(RecordComparer.Difference(plan, read));
        Assert.Equal(PlanFile.ToJson(plan), PlanFile.ToJson(read));
    }

    [Fact]
    public void The_same_recipe_gives_the_same_bytes() => Assert.Equal(PlanFile.ToJson(Plan(Everything)), PlanFile.ToJson(Plan(Everything)));

    [Fact]
    public void Another_value_gives_other_bytes() =>
        Assert.NotEqual(PlanFile.ToJson(Plan(Everything)), PlanFile.ToJson(Plan(Everything.Replace("repeat: 2", "repeat: 3", StringComparison.Ordinal))));

    [Fact]
    public void It_is_spelled_as_a_recipe_is()
    {
        using var json = JsonDocument.Parse(PlanFile.ToJson(Plan(Everything)));
        var service = json.RootElement.GetProperty("deployments")[0].GetProperty("services")[0];

        Assert.Equal("bench/plan/2", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal("--port", service.GetProperty("command")[3].GetString());
        Assert.Equal("{{service.port}}", service.GetProperty("command")[4].GetString());
        Assert.Equal("a{{service.port}}b", service.GetProperty("env").GetProperty("PLAIN").GetString());
        Assert.Equal("8G", service.GetProperty("resources").GetProperty("memory").GetString());
        Assert.Equal(4, service.GetProperty("resources").GetProperty("cpus").GetInt32());
    }

    [Fact]
    public void A_literal_that_looks_like_a_reference_stays_a_literal()
    {
        var plan = Plan(Everything);
        var text = Text.Of("{{service.port}}");
        var service = plan.Deployments[0].Services[0] with { Command = [text] };
        plan = plan with { Deployments = [plan.Deployments[0] with { Services = [service] }] };

        Assert.Equal(text, PlanFile.FromJson(PlanFile.ToJson(plan)).Deployments[0].Services[0].Command[0]);
    }

    [Fact]
    public void A_plan_of_another_version_is_told_as_such()
    {
        var old = PlanFile.ToJson(Plan(Everything)).Replace(RunPlan.CurrentSchema, "bench/plan/1", StringComparison.Ordinal);

        Assert.Contains("bench/plan/1", Assert.Throws<JsonException>(() => PlanFile.FromJson(old)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_without_a_part_is_told_as_such()
    {
        var cut = PlanFile.ToJson(Plan(Everything)).Replace("\"deployments\"", "\"other\"", StringComparison.Ordinal);

        Assert.Throws<JsonException>(() => PlanFile.FromJson(cut));
    }

    [Fact]
    public void A_damaged_plan_is_told_as_bad_json() => Assert.ThrowsAny<JsonException>(() => PlanFile.FromJson("{\"recipe\": 1"));
}
