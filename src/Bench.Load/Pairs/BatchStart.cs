namespace Bench.Load.Pairs;

/// <summary>When the first client of a batch was seen to start, by the driver's monotonic clock.</summary>
internal sealed class BatchStart
{
    private long _first = long.MaxValue;

    internal long First => Interlocked.Read(ref _first);

    internal void See(long timestamp)
    {
        for (var first = First; timestamp < first; first = First)
        {
            Interlocked.CompareExchange(ref _first, timestamp, first);
        }
    }
}
