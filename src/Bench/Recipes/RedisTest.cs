namespace Bench.Recipes;

/// <summary>Tests that redis-benchmark knows by name (<c>-t</c>).</summary>
public enum RedisTest
{
    Ping,
    Set,
    Get,
    Incr,
    Lpush,
    Rpush,
    Lpop,
    Rpop,
    Sadd,
    Hset,
    Spop,
    Zadd,
    Zpopmin,
    Lrange,
    Mset,
    Xadd,
}
