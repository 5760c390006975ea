using System.ComponentModel;

namespace Bench.Recipes;

[Kind("log")]
[Description("The service's log contains a text.")]
public sealed record LogTextProbeSpec : ProbeSpec
{
    [Description("The text to wait for in standard output or error.")]
    public required string Text { get; init; }
}
