using System.Buffers.Binary;
using System.IO.Compression;

namespace Bench.Reports.Html;

/// <summary>Writes an image with a palette as PNG (ISO/IEC 15948): enough for a matrix with too many cells to draw one by one.</summary>
internal static class PngImage
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="pixels">Row by row; indices into the palette.</param>
    /// <param name="palette">Up to 256 colours, 0xRRGGBB.</param>
    /// <param name="transparent">How many colours at the palette's beginning are not drawn.</param>
    public static byte[] Encode(int width, int height, byte[] pixels, IReadOnlyList<int> palette, int transparent)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        // Eight bits a pixel, by palette; the only compression, filter and order that there are.
        (head[8], head[9]) = (8, 3);
        Chunk(file, "IHDR"u8, head);
        Chunk(file, "PLTE"u8, [.. palette.SelectMany(c => new[] { (byte)(c >> 16), (byte)(c >> 8), (byte)c })]);
        Chunk(file, "tRNS"u8, new byte[transparent]);
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                // Each line begins with its filter; none is the best one for a palette.
                zlib.WriteByte(0);
                zlib.Write(pixels, y * width, width);
            }
        }

        Chunk(file, "IDAT"u8, data.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(type, data));
        file.Write(number);
    }

    // The CRC of ISO 3309, as the standard's annex D computes it.
    private static uint Crc(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFFu;
        Update(type);
        Update(data);
        return ~crc;

        void Update(ReadOnlySpan<byte> bytes)
        {
            foreach (var b in bytes)
            {
                crc ^= b;
                for (var k = 0; k < 8; k++)
                {
                    crc = (crc & 1) != 0 ? 0xEDB88320u ^ (crc >> 1) : crc >> 1;
                }
            }
        }
    }
}
