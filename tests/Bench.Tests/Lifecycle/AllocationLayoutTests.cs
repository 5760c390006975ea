using Bench.Jobs;
using Bench.Lifecycle.Steps;
using Bench.Plans;
using Bench.Tests.Plans;

namespace Bench.Tests.Lifecycle;

public class AllocationLayoutTests
{
    private static readonly RunPlan Plan = Planning.Plan("""
        name: two
        placement: shared
        services:
          db: {kind: command, command: [db], resources: {nodes: 2, cpus: 8, memory: 1G}, stop-grace: 20s, health: {timeout: 2m, cap: 10m}}
          web: {kind: command, command: [web], resources: {gpus: 1}, stop-grace: 10s, health: {timeout: 1m, cap: 5m}}
        workloads:
          small: {kind: command, command: [one], service: web, timeout: 2m, metrics: {x: {regex: "(1)"}}}
          large: {kind: command, command: [many], service: db, instances: 3, start-timeout: 4m, timeout: 1m, resources: {nodes: 2, memory: 4G}, metrics: {x: {regex: "(1)"}}}
        """) with
    { Scheduler = "slurm" };

    private static PlannedDeployment Deployment => Plan.Deployments[0];

    private static PlannedWorkload Workload(string name) => Deployment.Points[0].Workloads.Single(w => w.Name == name);

    [Fact]
    public void Services_have_the_first_nodes_and_clients_those_behind_them()
    {
        Assert.Equal([new StepNodes(0, 2), new StepNodes(2, 1)], Deployment.Services.Select(s => AllocationLayout.Of(Deployment, s)));
        Assert.Equal(new StepNodes(3, 1), AllocationLayout.Of(Deployment, Workload("small"), 1));
        Assert.Equal(
            [new StepNodes(3, 2), new StepNodes(5, 2), new StepNodes(7, 2)],
            Enumerable.Range(1, 3).Select(client => AllocationLayout.Of(Deployment, Workload("large"), client)));
    }

    [Fact]
    public void The_allocation_has_nodes_for_the_largest_workload_as_workloads_follow_each_other() => Assert.Equal(9, AllocationLayout.Nodes(Deployment));

    [Fact]
    public void It_asks_on_every_node_for_as_much_as_the_most_demanding_step()
    {
        var resources = AllocationLayout.Resources(Deployment);

        Assert.Equal((9, 8, 1, 4L << 30), (resources.Nodes, resources.Cpus, resources.Gpus, resources.Memory!.Value.Bytes));
    }

    [Fact]
    public void Only_Slurm_has_allocations_that_are_shared()
    {
        Assert.True(AllocationLayout.IsShared(Plan));
        Assert.False(AllocationLayout.IsShared(Plan with { Scheduler = "local" }));
    }

    [Fact]
    public void A_client_has_a_minute_more_than_its_workload_and_its_wait_for_the_others_is_beside_it() =>
        Assert.Equal(
            [TimeSpan.FromMinutes(2 + 1), TimeSpan.FromMinutes(1 + 1)], new[] { "small", "large" }.Select(name => TimeLimits.Of(Plan, Workload(name))));

    [Fact]
    public void A_service_of_a_recipe_without_a_time_lives_for_all_that_is_done_to_it()
    {
        // 5 min, the slowest start and stop, and each workload with its margins.
        var shared = TimeSpan.FromMinutes(5 + 10) + TimeSpan.FromSeconds(20) + (Plan.Repeats * TimeSpan.FromMinutes(3 + 1 + 2 + 1));

        Assert.Equal(shared, TimeLimits.Of(Plan, Deployment));
        Assert.Equal(shared, TimeLimits.Of(Plan, Deployment, Deployment.Services[0]));
    }

    [Fact]
    public void On_this_machine_a_service_has_no_limit_of_its_own() =>
        Assert.Null(TimeLimits.Of(Plan with { Scheduler = "local" }, Deployment, Deployment.Services[0]));
}
