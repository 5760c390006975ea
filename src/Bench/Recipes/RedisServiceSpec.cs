using System.ComponentModel;

namespace Bench.Recipes;

[Kind("redis")]
[Description("A Redis server, probed by PING. Without a command it is redis-server on all addresses, in memory only.")]
public sealed record RedisServiceSpec : ServiceSpec
{
    public RedisServiceSpec() => Scheme = "redis";

    [Description("The server and its arguments; left out, redis-server is started with its port, --bind 0.0.0.0, --protected-mode no, and neither snapshots nor an append-only file.")]
    public CommandSpec? Command { get; init; }

    [Description("Further arguments of redis-server (only without 'command'), such as [--io-threads, 4].")]
    public IReadOnlyList<Text> Args { get; init; } = [];
}
