using System.ComponentModel;

namespace Bench.Recipes;

[Kind("command")]
[Description("Any program that serves.")]
public sealed record CommandServiceSpec : ServiceSpec
{
    [Description("The program and its arguments: a list, or one string that is split into words as a shell would (quotes, no operators).")]
    public required CommandSpec Command { get; init; }
}
