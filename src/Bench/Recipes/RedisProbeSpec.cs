using System.ComponentModel;

namespace Bench.Recipes;

[Kind("redis")]
[Description("PING is answered with PONG.")]
public sealed record RedisProbeSpec : ProbeSpec;
