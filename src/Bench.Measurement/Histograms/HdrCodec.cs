using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Numerics;
using HdrHistogram;
using HdrHistogram.Utilities;

namespace Bench.Measurement.Histograms;

/// <summary>
/// HdrHistogram's compressed V2 form: cookie, length, zlib stream. The library leaves the zlib stream unfinished, which readers in other
/// languages refuse (Python: "incomplete or truncated stream"), and copies all counts on the way; so the writing is ours and the reading the library's.
/// </summary>
internal static class HdrCodec
{
    private const int CompressedV2Cookie = 0x1c849314;
    private const int PayloadV2Cookie = 0x1c849313;
    private const int HalfBits = 10;
    private const int HalfBucket = 1 << HalfBits;

    // Far above the largest payload of 3 digits up to 1 h (some 300 KB); a damaged length shall not ask for gigabytes.
    private const int LargestPayload = 16 << 20;

    // Kept by thread: a running load encodes some histograms a second, and garbage of this size would have it collected in the midst of the measurement.
    [ThreadStatic]
    private static Scratch? _scratch;

    internal static string Encode(LongHistogram counts)
    {
        var scratch = _scratch ??= new Scratch(counts.GetNeededByteBufferCapacity());
        var length = WritePayload(counts, scratch.Payload);
        var bytes = scratch.Compressed;
        bytes.SetLength(0);
        bytes.Write(stackalloc byte[8]);
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(scratch.Payload, 0, length);
        }

        var all = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        BinaryPrimitives.WriteInt32BigEndian(all, CompressedV2Cookie);
        BinaryPrimitives.WriteInt32BigEndian(all[4..], all.Length - 8);
        return Convert.ToBase64String(all);
    }

    /// <summary>The V2 payload: a header of 40 bytes, then counts as ZigZag LEB128, where a negative one stands for so many zeros.</summary>
    internal static int WritePayload(LongHistogram counts, Span<byte> payload)
    {
        const int Header = 40;
        // Of an empty one it is the first count alone.
        var last = counts.TotalCount == 0 ? 0 : IndexOf(counts.GetMaxValue());
        var at = Header;
        for (var i = 0; i <= last; i++)
        {
            var count = counts.GetCountAtValue(ValueOf(i));
            var zeros = 0;
            for (; count == 0 && i + zeros <= last && counts.GetCountAtValue(ValueOf(i + zeros)) == 0; zeros++)
            {
                // The run goes on.
            }

            i += Math.Max(0, zeros - 1);
            at += WriteNumber(payload[at..], zeros > 1 ? -zeros : count);
        }

        BinaryPrimitives.WriteInt32BigEndian(payload, PayloadV2Cookie);
        BinaryPrimitives.WriteInt32BigEndian(payload[4..], at - Header);
        BinaryPrimitives.WriteInt32BigEndian(payload[8..], 0);
        BinaryPrimitives.WriteInt32BigEndian(payload[12..], counts.NumberOfSignificantValueDigits);
        BinaryPrimitives.WriteInt64BigEndian(payload[16..], counts.LowestTrackableValue);
        BinaryPrimitives.WriteInt64BigEndian(payload[24..], counts.HighestTrackableValue);
        BinaryPrimitives.WriteDoubleBigEndian(payload[32..], 1);
        return at;
    }

    // Three digits from 1 on: buckets of 2048, of which the lower half is the bucket before.
    private static long ValueOf(int index) => index < 2 * HalfBucket ? index : (long)((index & (HalfBucket - 1)) + HalfBucket) << ((index >> HalfBits) - 1);

    private static int IndexOf(long value)
    {
        var bucket = BitOperations.Log2((ulong)value | (2 * HalfBucket - 1)) - HalfBits;
        return (bucket << HalfBits) + (int)(value >> bucket);
    }

    private static int WriteNumber(Span<byte> target, long number)
    {
        var rest = (ulong)((number << 1) ^ (number >> 63));
        var length = 0;
        for (; rest >= 0x80; rest >>= 7)
        {
            target[length++] = (byte)(rest | 0x80);
        }

        target[length++] = (byte)rest;
        return length;
    }

    // The library finds the constructor by reflection: trimming must leave it.
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(LongHistogram))]
    internal static HistogramBase Decode(string base64)
    {
        var all = Convert.FromBase64String(base64);
        if (all.Length < 8 || BinaryPrimitives.ReadInt32BigEndian(all) != CompressedV2Cookie)
        {
            throw new FormatException("This is not an HdrHistogram in the compressed V2 form.");
        }

        try
        {
            using var zlib = new ZLibStream(new MemoryStream(all, 8, all.Length - 8), CompressionMode.Decompress);
            using var payload = new MemoryStream();
            var chunk = new byte[64 << 10];
            for (int read; (read = zlib.Read(chunk)) > 0;)
            {
                payload.Write(chunk, 0, read);
                if (payload.Length > LargestPayload)
                {
                    throw new FormatException("The histogram is larger than any that Bench writes.");
                }
            }

            return HistogramEncoding.DecodeFromByteBuffer(ByteBuffer.Allocate(payload.ToArray()), LatencyHistogram.Highest);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or IndexOutOfRangeException or NotSupportedException)
        {
            throw new FormatException($"The histogram is damaged: {e.Message}", e);
        }
    }

    /// <param name="capacity">Of all histograms here, which have the same range and digits.</param>
    private sealed class Scratch(int capacity)
    {
        internal byte[] Payload { get; } = new byte[capacity];

        internal MemoryStream Compressed { get; } = new();
    }
}
