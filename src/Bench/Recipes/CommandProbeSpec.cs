using System.ComponentModel;

namespace Bench.Recipes;

[Kind("command")]
[Description("A command, run with the SERVICE_* variables, ends with status 0.")]
public sealed record CommandProbeSpec : ProbeSpec
{
    [Description("The program and its arguments.")]
    public required CommandSpec Command { get; init; }
}
