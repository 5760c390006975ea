using System.ComponentModel;

namespace Bench.Recipes;

[Kind("tcp")]
[Description("The port accepts a connection.")]
public sealed record TcpProbeSpec : ProbeSpec;
