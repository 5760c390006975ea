using System.ComponentModel;

namespace Bench.Recipes;

[Kind("redis-benchmark")]
[Description("Redis commands by redis-benchmark: a closed loop, so its latencies leave out what waited behind a stall.")]
public sealed record RedisBenchmarkWorkloadSpec : WorkloadSpec
{
    [Description("The tests, run one after the other.")]
    public IReadOnlyList<RedisTest> Tests { get; init; } = [RedisTest.Set, RedisTest.Get];

    [Description("Requests of each test, by each instance.")]
    [Range(1, 100_000_000_000)]
    public long Requests { get; init; } = 100_000;

    [Description("Connections of each instance; each sends its next request when the last was answered.")]
    [Range(1, 100_000)]
    public int Clients { get; init; } = 50;

    [Description("Requests that a connection sends at once.")]
    [Range(1, 1_000_000)]
    public int Pipeline { get; init; } = 1;

    [Description("Size of the values.")]
    public ByteSize DataSize { get; init; } = new(3);

    [Description("Number of keys, chosen at random; one key where it is left out.")]
    [Range(1, 100_000_000_000)]
    public long? Keyspace { get; init; }

    [Description("Threads of each instance.")]
    [Range(1, 1024)]
    public int Threads { get; init; } = 1;

    [Description("How long all tests may take together.")]
    [Range(0.1, 604_800)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);
}
