using System.Numerics;

namespace Bench.Measurement.Histograms;

/// <summary>HdrHistogram's buckets for values from 1 with 3 digits: 2048 of width 1, then 1024 for each doubling, in one row.</summary>
internal static class HdrBuckets
{
    private const int HalfBits = 10;
    private const int Half = 1 << HalfBits;

    /// <summary>Up to <see cref="LatencyHistogram.Highest"/>.</summary>
    internal static readonly int Count = IndexOf(LatencyHistogram.Highest) + 1;

    /// <summary>The bucket of a value.</summary>
    internal static int IndexOf(long value)
    {
        var bucket = BitOperations.Log2((ulong)value | (2 * Half - 1)) - HalfBits;
        return (bucket << HalfBits) + (int)(value >> bucket);
    }

    /// <summary>The lowest value of a bucket.</summary>
    internal static long LowestOf(int index) => index < 2 * Half ? index : (long)((index & (Half - 1)) + Half) << ((index >> HalfBits) - 1);

    /// <summary>The highest value of a bucket.</summary>
    internal static long HighestOf(int index) => LowestOf(index + 1) - 1;

    /// <summary>The value in the middle of a bucket, rounded up.</summary>
    internal static long MiddleOf(int index) => LowestOf(index) + (LowestOf(index + 1) - LowestOf(index)) / 2;
}
