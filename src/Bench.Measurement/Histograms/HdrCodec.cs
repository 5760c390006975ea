using System.Buffers.Binary;
using System.IO.Compression;
using HdrHistogram;
using HdrHistogram.Encoding;
using HdrHistogram.Utilities;

namespace Bench.Measurement.Histograms;

/// <summary>
/// HdrHistogram's compressed V2 form: cookie, length, zlib stream. The library leaves the zlib stream unfinished, which readers in other
/// languages refuse (Python: "incomplete or truncated stream"), so the envelope is ours and the payload the library's.
/// </summary>
internal static class HdrCodec
{
    private const int CompressedV2Cookie = 0x1c849314;

    // Far above the largest payload of 3 digits up to 1 h (some 300 KB); a damaged length shall not ask for gigabytes.
    private const int LargestPayload = 16 << 20;

    // Kept by thread: a running load encodes some histograms a second, and garbage of this size would have it collected in the midst of the measurement.
    [ThreadStatic]
    private static Scratch? _scratch;

    internal static string Encode(LongHistogram counts)
    {
        var scratch = _scratch ??= new Scratch(counts.GetNeededByteBufferCapacity());
        scratch.Buffer.Position = 0;
        var length = counts.Encode(scratch.Buffer, HistogramEncoderV2.Instance);
        scratch.Buffer.Position = 0;
        for (var i = 0; i < length; i++)
        {
            scratch.Payload[i] = scratch.Buffer.Get();
        }

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
        internal ByteBuffer Buffer { get; } = ByteBuffer.Allocate(capacity);

        internal byte[] Payload { get; } = new byte[capacity];

        internal MemoryStream Compressed { get; } = new();
    }
}
