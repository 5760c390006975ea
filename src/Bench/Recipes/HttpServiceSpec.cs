using System.ComponentModel;

namespace Bench.Recipes;

[Kind("http")]
[Description("An HTTP server, probed by GET. Without a command it is Bench's own small service, bench-hello.")]
public sealed record HttpServiceSpec : ServiceSpec
{
    [Description("The server and its arguments; left out, bench-hello is started.")]
    public CommandSpec? Command { get; init; }

    [Description("Arguments for bench-hello (only without 'command'), such as [--stall, 8s+2s].")]
    public IReadOnlyList<Text> Args { get; init; } = [];
}
