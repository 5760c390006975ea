using Bench.Measurement.Pairs;
using Bench.Recipes;

namespace Bench.Workloads.Pairs;

/// <summary>Any program between nodes: a client for each pair and, where the recipe has one, a server.</summary>
public sealed class PairCommandWorkload : PairWorkload
{
    public override string Kind => "command";

    // What is left of references are the pair's, which the plan spells as recipes do.
    protected override PairPlan With(PairWorkloadSpec spec, PairPlan plan)
    {
        var command = (CommandWorkloadSpec)spec;
        return plan with
        {
            Command = new PairCommandOptions
            {
                Server = [.. (command.Server?.Words ?? []).Select(w => w.ToString())],
                Client = [.. command.Command.Words.Select(w => w.ToString())],
            },
        };
    }
}
