using System.ComponentModel;

namespace Bench.Recipes;

[Kind("http")]
[Description("GET of a path is answered with the expected status.")]
public sealed record HttpProbeSpec : ProbeSpec
{
    [Description("The path to get.")]
    public Text Path { get; init; } = Text.Of("/");

    [Range(100, 599)]
    [Description("The status that counts as healthy; any below 400 where it is left out.")]
    public int? Status { get; init; }

    [Description("Text that the body must contain.")]
    public string? Contains { get; init; }
}
