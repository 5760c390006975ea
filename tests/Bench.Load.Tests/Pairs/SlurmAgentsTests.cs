using Bench.Load.Pairs;
using Bench.Measurement.Patterns;

namespace Bench.Load.Tests.Pairs;

public sealed class SlurmAgentsTests
{
    private static readonly PatternFiles Files = new("/job/pattern.json", "/job", "/job/results");

    private static async Task<SlurmAgents> CreateAsync(string[] nodes, Dictionary<string, string> variables, params string[] words) => await SlurmAgents.CreateAsync(
        Files, PatternRun.Plan("ping", PatternKind.Ring, 3) with { Nodes = nodes }, 3, words, variables.GetValueOrDefault, CancellationToken.None);

    [Fact]
    public async Task One_srun_starts_an_agent_on_each_node_and_no_node_ends_the_others()
    {
        var agents = await CreateAsync([], new() { ["SLURM_CPUS_PER_TASK"] = "8", ["SLURM_STEP_NODELIST"] = "n[1-3]" }, "apptainer", "exec", "x.sif");

        Assert.Equal(
            $"srun --overlap --no-kill --kill-on-bad-exit=0 --wait=0 --quiet --nodes=3 --ntasks=3 --ntasks-per-node=1 --cpu-bind=none --cpus-per-task=8 "
            + $"--nodelist=n[1-3] --export=ALL apptainer exec x.sif {Environment.ProcessPath} agent --driver 10.0.0.1:7 --secret-file /job/pattern.secret "
            + "--plan /job/pattern.json --children /job/pattern.children --wait 30s",
            string.Join(' ', agents.Srun("10.0.0.1:7")));
    }

    [Fact]
    public async Task Nodes_that_the_plan_names_are_those_and_others_have_numbers()
    {
        var named = await CreateAsync(["a", "b", "c"], []);

        Assert.Contains("--nodelist=a,b,c", named.Srun("x"));
        Assert.Equal(["a", "b", "c"], named.Names);
        Assert.Equal(["node 0", "node 1", "node 2"], (await CreateAsync([], [])).Names);
    }

    [Fact]
    public async Task A_step_of_an_allocation_takes_the_nodes_that_it_was_given_and_not_its_own_task_s()
    {
        var agents = await CreateAsync([], new() { ["BENCH_STEP_NODES"] = "n2,n3,n4", ["SLURM_STEP_NODELIST"] = "n2", ["SLURM_JOB_NODELIST"] = "n[1-4]" });

        Assert.Contains("--nodelist=n2,n3,n4", agents.Srun("x"));
    }

    [Fact]
    public void An_agent_of_slurm_knows_its_name_and_place_from_its_environment()
    {
        var variables = new Dictionary<string, string> { ["SLURM_NODEID"] = "2", ["SLURMD_NODENAME"] = "n3" };
        var command = AgentCommand.Parse(["--driver", "10.0.0.1:7,[fd00::1]:7", "--secret-file", "s", "--plan", "p", "--children", "c"], variables.GetValueOrDefault);

        Assert.Equal((2, "n3", null, "10.0.0.1:7 [fd00::1]:7"), (command.Index, command.Name, command.Address, string.Join(' ', command.Driver)));
    }
}
