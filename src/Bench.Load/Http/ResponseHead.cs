using System.Buffers.Text;
using System.Text;

namespace Bench.Load.Http;

/// <summary>The fields of a response's head that decide where the response ends.</summary>
internal struct ResponseHead
{
    internal int Status;

    /// <summary>Content-Length; −1 where there is none.</summary>
    internal long Length;

    internal bool Chunked;

    internal bool KeepAlive;

    /// <summary>Length of the head at the beginning of <paramref name="data"/>, its blank line included; 0 where it is not complete. Bare line feeds are taken too (RFC 9112, 2.2).</summary>
    internal static int LengthOf(ReadOnlySpan<byte> data)
    {
        var at = 0;
        while (true)
        {
            var feed = data[at..].IndexOf((byte)'\n');
            if (feed < 0)
            {
                return 0;
            }

            at += feed + 1;
            if (data[at..].StartsWith("\r\n"u8))
            {
                return at + 2;
            }

            if (data[at..].StartsWith("\n"u8))
            {
                return at + 1;
            }
        }
    }

    internal static bool TryParse(ReadOnlySpan<byte> head, out ResponseHead fields)
    {
        fields = new ResponseHead { Length = -1 };
        var line = NextLine(ref head);
        // HTTP/1.1 200 OK
        if (line.Length < 12 || !line.StartsWith("HTTP/1."u8) || line[8] != ' ' || line[7] is not ((byte)'0' or (byte)'1')
            || !Utf8Parser.TryParse(line.Slice(9, 3), out fields.Status, out var digits) || digits != 3 || fields.Status is < 100 or > 999
            || (line.Length > 12 && line[12] != ' '))
        {
            return false;
        }

        fields.KeepAlive = line[7] == '1';
        var transferEncoding = false;
        while ((line = NextLine(ref head)).Length > 0)
        {
            var colon = line.IndexOf((byte)':');
            if (colon <= 0)
            {
                return false;
            }

            var value = line[(colon + 1)..].Trim(" \t"u8);
            // Told apart by length first: most fields are none of the three.
            switch (colon)
            {
                case 14 when Ascii.EqualsIgnoreCase(line[..colon], "content-length"u8):
                    if (!Utf8Parser.TryParse(value, out long length, out var used) || used != value.Length || length < 0
                        || (fields.Length >= 0 && fields.Length != length))
                    {
                        return false;
                    }

                    fields.Length = length;
                    break;
                case 17 when Ascii.EqualsIgnoreCase(line[..colon], "transfer-encoding"u8):
                    transferEncoding = true;
                    fields.Chunked = HasLastToken(value, "chunked"u8);
                    break;
                case 10 when Ascii.EqualsIgnoreCase(line[..colon], "connection"u8):
                    fields.KeepAlive = HasToken(value, "close"u8) ? false : fields.KeepAlive || HasToken(value, "keep-alive"u8);
                    break;
                default:
                    break;
            }
        }

        if (transferEncoding)
        {
            // It overrides the length (RFC 9112, 6.3); without chunked as the last coding the body goes on to the end of the connection.
            fields.Length = -1;
        }

        return true;
    }

    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> rest)
    {
        var feed = rest.IndexOf((byte)'\n');
        var line = rest[..feed];
        rest = rest[(feed + 1)..];
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private static bool HasToken(ReadOnlySpan<byte> list, ReadOnlySpan<byte> token)
    {
        foreach (var range in list.Split((byte)','))
        {
            if (Ascii.EqualsIgnoreCase(list[range].Trim(" \t"u8), token))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasLastToken(ReadOnlySpan<byte> list, ReadOnlySpan<byte> token) =>
        Ascii.EqualsIgnoreCase(list[(list.LastIndexOf((byte)',') + 1)..].Trim(" \t"u8), token);
}
