using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using HdrHistogram;
using HdrHistogram.Utilities;

namespace Bench.Measurement.Histograms;

/// <summary>
/// HdrHistogram's compressed V2 form: cookie, length, zlib stream. The library leaves the zlib stream unfinished, which readers in other
/// languages refuse (Python: "incomplete or truncated stream"), and copies all counts on the way, also where it reads (some 3 ms each; a run of
/// minutes with several clients has thousands). So writing and reading of what Bench itself writes is ours; histograms of other ranges are read by the library.
/// </summary>
internal static class HdrCodec
{
    private const int CompressedV2Cookie = 0x1c849314;
    private const int PayloadV2Cookie = 0x1c849313;
    private const int Header = 40;

    // Far above the largest payload of 3 digits up to 1 h (some 300 KB); a damaged length shall not ask for gigabytes.
    private const int LargestPayload = 16 << 20;

    // Kept by thread: a running load encodes some histograms a second, and garbage of this size would have it collected in the midst of the measurement.
    [ThreadStatic]
    private static Scratch? _scratch;

    /// <param name="counts">Of the buckets, up to the last that has any.</param>
    internal static string Encode(ReadOnlySpan<long> counts) => Text(Payload(counts));

    /// <summary>The V2 payload of <see cref="Encode"/>; valid until the thread's next call.</summary>
    internal static ReadOnlySpan<byte> Payload(ReadOnlySpan<long> counts)
    {
        var scratch = _scratch ??= new Scratch();
        return scratch.Payload.AsSpan(0, WritePayload(counts, scratch.Payload));
    }

    /// <summary>The compressed form of a V2 payload, as text.</summary>
    internal static string Text(ReadOnlySpan<byte> payload)
    {
        var scratch = _scratch ??= new Scratch();
        var bytes = scratch.Compressed;
        bytes.SetLength(0);
        bytes.Write(stackalloc byte[8]);
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(payload);
        }

        var all = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        BinaryPrimitives.WriteInt32BigEndian(all, CompressedV2Cookie);
        BinaryPrimitives.WriteInt32BigEndian(all[4..], all.Length - 8);
        return Convert.ToBase64String(all);
    }

    // The V2 payload: a header of 40 bytes, then counts as ZigZag LEB128, where a negative one stands for so many zeros.
    private static int WritePayload(ReadOnlySpan<long> counts, Span<byte> payload)
    {
        var at = Header;
        for (var i = 0; i < counts.Length; i++)
        {
            var zeros = counts[i] == 0 ? ZerosOf(counts[i..]) : 0;
            at += WriteNumber(payload[at..], zeros > 1 ? -zeros : counts[i]);
            i += Math.Max(0, zeros - 1);
        }

        if (counts.IsEmpty)
        {
            // Of an empty one it is the first count alone.
            at += WriteNumber(payload[at..], 0);
        }

        BinaryPrimitives.WriteInt32BigEndian(payload, PayloadV2Cookie);
        BinaryPrimitives.WriteInt32BigEndian(payload[4..], at - Header);
        BinaryPrimitives.WriteInt32BigEndian(payload[8..], 0);
        BinaryPrimitives.WriteInt32BigEndian(payload[12..], 3);
        BinaryPrimitives.WriteInt64BigEndian(payload[16..], 1);
        BinaryPrimitives.WriteInt64BigEndian(payload[24..], LatencyHistogram.Highest);
        BinaryPrimitives.WriteDoubleBigEndian(payload[32..], 1);
        return at;
    }

    private static int ZerosOf(ReadOnlySpan<long> counts) => counts.IndexOfAnyExcept(0) is var first and >= 0 ? first : counts.Length;

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

    /// <summary>Reads <see cref="Encode"/>'s form: calls <paramref name="bucket"/> with the lowest and the highest value of each bucket that has counts, and their number.</summary>
    /// <exception cref="FormatException">The text is not such a histogram.</exception>
    internal static void Decode(string base64, Action<long, long, long> bucket)
    {
        try
        {
            var payload = Inflate(base64);
            if (IsOurs(payload))
            {
                ReadPayload(payload, bucket);
            }
            else
            {
                ReadByLibrary(payload, bucket);
            }
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or IndexOutOfRangeException or NotSupportedException or OverflowException)
        {
            throw new FormatException($"The histogram is damaged: {e.Message}", e);
        }
    }

    private static ReadOnlySpan<byte> Inflate(string base64)
    {
        var all = Convert.FromBase64String(base64);
        if (all.Length < 8 || BinaryPrimitives.ReadInt32BigEndian(all) != CompressedV2Cookie)
        {
            throw new FormatException("This is not an HdrHistogram in the compressed V2 form.");
        }

        using var zlib = new ZLibStream(new MemoryStream(all, 8, all.Length - 8), CompressionMode.Decompress);
        var payload = new byte[4096];
        var length = 0;
        for (int read; (read = zlib.Read(payload, length, payload.Length - length)) > 0;)
        {
            length += read;
            if (length == payload.Length)
            {
                Array.Resize(ref payload, 2 * length);
            }

            if (length > LargestPayload)
            {
                throw new FormatException("The histogram is larger than any that Bench writes.");
            }
        }

        return payload.AsSpan(0, length);
    }

    // Of our range and digits, whole numbers, no offset.
    private static bool IsOurs(ReadOnlySpan<byte> payload) =>
        payload.Length >= Header
        && BinaryPrimitives.ReadInt32BigEndian(payload) == PayloadV2Cookie
        && BinaryPrimitives.ReadInt32BigEndian(payload[8..]) == 0
        && BinaryPrimitives.ReadInt32BigEndian(payload[12..]) == 3
        && BinaryPrimitives.ReadInt64BigEndian(payload[16..]) == 1
        && BinaryPrimitives.ReadInt64BigEndian(payload[24..]) == LatencyHistogram.Highest
        && BinaryPrimitives.ReadDoubleBigEndian(payload[32..]) == 1;

    private static void ReadPayload(ReadOnlySpan<byte> payload, Action<long, long, long> bucket)
    {
        var counts = payload.Slice(Header, BinaryPrimitives.ReadInt32BigEndian(payload[4..]));
        for (var i = 0L; !counts.IsEmpty; i++)
        {
            var count = ReadNumber(ref counts);
            if (count < 0)
            {
                // The loop's own step is one of them.
                i += checked(-count) - 1;
            }
            else if (count > 0)
            {
                if (i >= HdrBuckets.Count)
                {
                    throw new FormatException("The histogram has counts beyond its range.");
                }

                bucket(HdrBuckets.LowestOf((int)i), HdrBuckets.HighestOf((int)i), count);
            }

            if (i > int.MaxValue)
            {
                throw new FormatException("The histogram has counts beyond its range.");
            }
        }
    }

    private static long ReadNumber(ref ReadOnlySpan<byte> source)
    {
        var rest = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = source[0];
            source = source[1..];
            rest |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (long)(rest >> 1) ^ -(long)(rest & 1);
            }
        }

        throw new FormatException("The histogram has a number without end.");
    }

    // The library finds the constructor by reflection: trimming must leave it.
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(LongHistogram))]
    private static void ReadByLibrary(ReadOnlySpan<byte> payload, Action<long, long, long> bucket)
    {
        var counts = HistogramEncoding.DecodeFromByteBuffer(ByteBuffer.Allocate(payload.ToArray()), LatencyHistogram.Highest);
        foreach (var value in counts.RecordedValues())
        {
            bucket(counts.LowestEquivalentValue(value.ValueIteratedTo), value.ValueIteratedTo, value.CountAtValueIteratedTo);
        }
    }

    private sealed class Scratch
    {
        // Room for a count of nine bytes in every bucket.
        internal byte[] Payload { get; } = new byte[Header + 9 * HdrBuckets.Count];

        internal MemoryStream Compressed { get; } = new();
    }
}
