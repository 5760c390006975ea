using Bench.Plans;
using Bench.Recipes;
using static Bench.Tests.Plans.Planning;

namespace Bench.Tests.Plans;

public class PlannerTests
{
    [Fact]
    public void Points_with_equal_services_share_a_deployment()
    {
        var plan = Plan("""
            name: hello
            service: {kind: http, port: auto}
            workloads:
              load: {kind: http, rate: 100, duration: 1s}
            sweep: {workloads.load.rate: [100, 200, 300]}
            """);

        var deployment = Assert.Single(plan.Deployments);
        Assert.Equal("d1", deployment.Id);
        Assert.Equal(["p1", "p2", "p3"], deployment.Points.Select(p => p.Id));
        Assert.Equal([100, 200, 300], deployment.Points.Select(p => ((HttpWorkloadSpec)p.Workloads[0].Spec).Rate!.Rate!.Value.PerSecond));
        Assert.Equal("200", deployment.Points[1].Set["workloads.load.rate"]);
    }

    [Fact]
    public void A_sweep_over_the_service_makes_a_deployment_for_each_of_its_values()
    {
        var plan = Plan("""
            name: hello
            service: {kind: http, port: auto, args: [--delay, 1ms]}
            workloads:
              load: {kind: http, rate: 100, duration: 1s}
            sweep: {workloads.load.rate: [100, 200], service.stop-grace: [1s, 2s]}
            """);

        Assert.Equal(["d1", "d2"], plan.Deployments.Select(d => d.Id));
        Assert.Equal([1.0, 2.0], plan.Deployments.Select(d => d.Services[0].StopGrace.TotalSeconds));
        // Points that are apart in the sweep stand together when their services are the same.
        Assert.Equal(["p1", "p3"], plan.Deployments[0].Points.Select(p => p.Id));
        Assert.Equal(["p2", "p4"], plan.Deployments[1].Points.Select(p => p.Id));
        Assert.Equal(4, plan.Points.Count());
    }

    [Fact]
    public void Our_own_service_gets_its_command_a_free_port_and_its_health_path()
    {
        var service = ServiceKinds.Plan("hello", new HttpServiceSpec { Args = [Text.Of("--delay"), Text.Of("1ms")] });

        Assert.Equal("hello", service.Name);
        Assert.Equal("http", service.Kind);
        Assert.Equal(PortSpec.Auto, service.Port);
        Assert.Equal(
            ["{{tools.dir}}/bench-hello/bench-hello", "--host", "{{service.hostname}}", "--port", "{{service.port}}", "--delay", "1ms"], service.Command.Select(w => w.ToString()));
        Assert.Equal("/health", Assert.IsType<HttpProbeSpec>(service.Health.Probe).Path.ToString());
    }

    [Fact]
    public void A_redis_gets_its_command_a_free_port_and_its_probe()
    {
        var service = ServiceKinds.Plan("kv", new RedisServiceSpec { Args = [Text.Of("--io-threads"), Text.Of("4")] });

        Assert.Equal(("redis", "redis", PortSpec.Auto), (service.Kind, service.Scheme, service.Port));
        Assert.Equal(
            ["redis-server", "--port", "{{service.port}}", "--bind", "0.0.0.0", "--protected-mode", "no", "--save", "", "--appendonly", "no", "--io-threads", "4"],
            service.Command.Select(w => w.ToString()));
        Assert.IsType<RedisProbeSpec>(service.Health.Probe);
        Assert.Equal([Text.Of("valkey-server")], ServiceKinds.Plan("kv", new RedisServiceSpec { Command = new([Text.Of("valkey-server")]) }).Command);
    }

    [Fact]
    public void A_container_is_what_the_recipe_and_the_cluster_say_of_it()
    {
        var service = Service("{kind: http, image: 'docker://redis:8', container: {runtime: singularity, mode: run, binds: ['/a b:/data'], gpu: rocm, clean-env: true, options: [--pid]}}");

        Assert.Equal(
            (ContainerRuntime.Singularity, "docker://redis:8", ContainerMode.Run, GpuSupport.Rocm, false, true),
            (service.Container!.Runtime, service.Container.Image, service.Container.Mode, service.Container.Gpu, service.Container.WritableTmpfs, service.Container.CleanEnv));
        Assert.Equal(["/a b:/data", "--pid"], service.Container.Binds.Concat(service.Container.Options).Select(t => t.ToString()));
    }

    [Fact]
    public void What_a_recipe_leaves_out_of_a_container_is_the_clusters()
    {
        var site = new ClusterSpec { Scheduler = SchedulerKind.Slurm, Container = new() { Runtime = ContainerRuntime.Apptainer, Options = [Text.Of("--no-home")] } };
        var own = new JobContainerSpec { Options = [Text.Of("--pid")] };
        var service = new RedisServiceSpec { Image = "/images/redis.sif", Container = own };

        var container = ServiceKinds.Plan("kv", service, site).Container!;
        Assert.Equal((ContainerRuntime.Apptainer, "/images/redis.sif"), (container.Runtime, container.Image));
        Assert.Equal(["--no-home", "--pid"], container.Options.Select(t => t.ToString()));
        // 'none' leaves the image aside, without a change of the recipe's other lines.
        Assert.Null(ServiceKinds.Plan("kv", service with { Container = own with { Runtime = ContainerRuntime.None } }, site).Container);
        Assert.Null(ServiceKinds.Plan("kv", service with { Image = null, Container = null }, site).Container);
    }

    [Fact]
    public void Workloads_have_containers_of_their_own()
    {
        var plan = Plan("""
            name: kv
            cluster: testbed
            service: {kind: redis, image: /shared/images/redis.sif}
            workloads:
              inside: {kind: redis-benchmark, image: /shared/images/redis.sif}
              outside: {kind: redis-benchmark}
            """);

        Assert.Equal(["/shared/images/redis.sif", null], plan.Points.Single().Workloads.Select(w => w.Container?.Image));
    }

    [Fact]
    public void A_users_http_server_is_asked_for_its_root() =>
        Assert.Equal("/", Assert.IsType<HttpProbeSpec>(Service("{kind: http, port: 8080, command: serve}").Health.Probe).Path.ToString());

    [Fact]
    public void A_program_with_a_port_is_asked_by_tcp()
    {
        var service = Service("{kind: command, port: 8080, command: [serve, --now]}");

        Assert.IsType<TcpProbeSpec>(service.Health.Probe);
        Assert.Equal(new PortSpec(8080), service.Port);
        Assert.Equal("command", service.Kind);
        Assert.Equal(["serve", "--now"], service.Command.Select(w => w.ToString()));
    }

    [Fact]
    public void A_program_without_a_port_is_healthy_while_it_runs()
    {
        var plan = Plan("""
            name: batch
            service: {kind: command, command: sleep 60}
            workloads:
              look: {kind: command, command: "true", metrics: {n: {regex: "n=(\\d+)"}}}
            """);

        var service = Assert.Single(plan.Deployments[0].Services);
        Assert.Null(service.Health.Probe);
        Assert.Null(service.Port);
    }

    [Fact]
    public void The_end_of_patience_is_five_times_the_timeout_unless_the_recipe_says_so()
    {
        Assert.Equal(TimeSpan.FromSeconds(50), Service("{kind: http, port: auto, health: {timeout: 10s}}").Health.Cap);
        Assert.Equal(TimeSpan.FromSeconds(20), Service("{kind: http, port: auto, health: {timeout: 10s, cap: 20s}}").Health.Cap);
    }

    [Fact]
    public void A_workload_drives_the_only_service_whatever_that_is_called()
    {
        var plan = Plan("""
            name: hello
            service: {kind: http, name: web, port: auto}
            workloads:
              load: {kind: http, rate: 100, duration: 1s}
            """);

        Assert.Equal("web", plan.Deployments[0].Services[0].Name);
        Assert.Equal("web", plan.Points.Single().Workloads.Single().Service);
    }

    [Theory]
    [InlineData("db")]
    [InlineData("storage")]
    public void A_workload_finds_its_service_by_key_and_by_name(string said)
    {
        var plan = Plan($$"""
            name: two
            services:
              web: {kind: http, port: auto}
              db: {kind: http, port: auto, name: storage}
            workloads:
              load: {kind: http, service: {{said}}, rate: 100, duration: 1s}
            """);

        Assert.Equal(["web", "storage"], plan.Deployments[0].Services.Select(s => s.Name));
        Assert.Equal("storage", plan.Points.Single().Workloads.Single().Service);
    }

    [Fact]
    public void What_the_recipe_says_of_the_run_stands_in_the_plan()
    {
        var plan = Plan("""
            name: hello
            description: Says hello.
            service: {kind: http, port: auto}
            workloads:
              load: {kind: http, rate: 100, duration: 1s}
            repeat: 3
            warmup: 1
            gates: [{metric: load/errors, max: 0}]
            validity: {percentile: 90}
            """);

        Assert.Equal(("hello", "Says hello.", "local", "local"), (plan.Recipe, plan.Description, plan.Cluster, plan.Scheduler));
        Assert.Equal((3, 1), (plan.Repeats, plan.Warmups));
        Assert.Equal("load/errors", Assert.Single(plan.Gates).Metric);
        Assert.Equal(90, plan.Validity.Percentile);
    }
}
