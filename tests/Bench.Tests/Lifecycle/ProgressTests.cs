using Bench.Lifecycle.Steps;
using Bench.Tests.Plans;

namespace Bench.Tests.Lifecycle;

public class ProgressTests
{
    [Fact]
    public void Repeats_are_interleaved_over_the_points_and_warm_ups_come_first()
    {
        var plan = Planning.Plan("""
            name: hello
            service: {kind: http, port: auto}
            workloads:
              load: {kind: http, rate: 100, duration: 1s}
              more: {kind: http, rate: 200, duration: 1s}
            sweep: {workloads.load.connections: [1, 2]}
            repeat: 2
            warmup: 1
            """);
        var measurements = Progress.Measurements(plan, plan.Deployments[0]).ToList();

        Assert.Equal(
            [
                "p1-load-w1", "p1-more-w1", "p2-load-w1", "p2-more-w1",
                "p1-load-r1", "p1-more-r1", "p2-load-r1", "p2-more-r1",
                "p1-load-r2", "p1-more-r2", "p2-load-r2", "p2-more-r2",
            ],
            measurements.Select(m => m.Name));
        Assert.Equal(8, measurements.Count(m => m.Counts));
        Assert.Equal([1, 1, 2], measurements.Where(m => m.Name.StartsWith("p1-load", StringComparison.Ordinal)).Select(m => m.Number));
    }

    [Fact]
    public void A_deployment_measures_its_own_points_only()
    {
        var plan = Planning.Plan("""
            name: hello
            service: {kind: http, port: auto}
            workloads:
              load: {kind: http, rate: 100, duration: 1s}
            sweep: {service.stop-grace: [1s, 2s]}
            """);

        Assert.Equal(["p1-load-r1"], Progress.Measurements(plan, plan.Deployments[0]).Select(m => m.Name));
        Assert.Equal(["p2-load-r1"], Progress.Measurements(plan, plan.Deployments[1]).Select(m => m.Name));
    }
}
