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

    internal static string Encode(LongHistogram counts)
    {
        var buffer = ByteBuffer.Allocate(counts.GetNeededByteBufferCapacity());
        var payload = new byte[counts.Encode(buffer, HistogramEncoderV2.Instance)];
        buffer.Position = 0;
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] = buffer.Get();
        }

        using var bytes = new MemoryStream();
        bytes.Write(stackalloc byte[8]);
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(payload);
        }

        var all = bytes.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(all, CompressedV2Cookie);
        BinaryPrimitives.WriteInt32BigEndian(all.AsSpan(4), all.Length - 8);
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
}
