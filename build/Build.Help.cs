using Bench.Sdk.Host;
using Nuke.Common;

// Not in IBench: NUKE finds no target in an interface whose name the class has already, and NukeBuild has a Help of its own (--help).
partial class Build
{
    new Target Help => _ => _.Description("Show targets and parameters; 'Help TARGET' shows more of one.")
        .Executes(BenchHost.Help);
}
