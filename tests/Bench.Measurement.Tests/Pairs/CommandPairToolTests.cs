using Bench.Measurement.Pairs;

namespace Bench.Measurement.Tests.Pairs;

public sealed class CommandPairToolTests
{
    private static readonly CommandPairTool Tool = new();

    [Fact]
    public void The_pairs_words_are_replaced_wherever_they_stand()
    {
        var plan = Outputs.Plan("command") with
        {
            Command = new PairCommandOptions
            {
                Server = ["serve", "--port={{pair.port}}", "{{pair.server}}", "{{pair.other}}"],
                Client = ["{{pair.client}}:{{pair.nic}}", "{{pair.client-address}}", "{{pair.server-address}}", "$HOME"],
            },
        };

        Assert.Equal(["serve", "--port=5201", "node2", "{{pair.other}}"], Tool.Server(plan, Outputs.Place));
        Assert.Equal(["node1:ib0", "10.0.0.1", "10.0.0.2", "$HOME"], Tool.Client(plan, Outputs.Place));
        Assert.Equal("", Tool.Client(plan with { Command = new PairCommandOptions { Client = ["{{pair.nic}}"] } }, Outputs.Place with { Nic = null })[0]);
    }

    [Fact]
    public void A_status_other_than_0_is_a_problem_and_nothing_is_read()
    {
        Assert.Null(Tool.Read(Outputs.Plan("command"), new ToolOutput(0, "x", "y")).Problem);
        Assert.Equal("the command: no such file.", Tool.Read(Outputs.Plan("command"), new ToolOutput(2, "x", "a\nno such file\n")).Reason);
        Assert.Equal(PairProblem.ToolFailed, Tool.Read(Outputs.Plan("command"), new ToolOutput(3, "x", "")).Problem);
    }
}
