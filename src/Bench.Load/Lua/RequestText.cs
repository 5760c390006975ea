using System.Buffers.Text;

namespace Bench.Load.Lua;

/// <summary>Where a request ends in a text that may hold several (RFC 9112, §6).</summary>
internal static class RequestText
{
    /// <summary>The length of the first request, or null where it is not complete.</summary>
    internal static int? Length(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf("\r\n\r\n"u8);
        if (end <= 0)
        {
            return null;
        }

        var head = text[..end];
        var rest = text.Length - end - 4;
        // Without a body, which is most of them, the end of the head is the end of the text, and Content-Length is looked for in POSTs only.
        if (rest == 0 && head.StartsWith("GET "u8))
        {
            return text.Length;
        }

        var body = 0;
        foreach (var range in head.Split("\r\n"u8))
        {
            var line = head[range];
            if (Is(line, "content-length:"u8))
            {
                if (!Utf8Parser.TryParse(line["content-length:".Length..].Trim(" \t"u8), out body, out _) || body < 0)
                {
                    return null;
                }
            }
            else if (Is(line, "transfer-encoding:"u8))
            {
                // Where its chunks end is the script's own affair.
                return text.Length;
            }
        }

        return body <= rest ? end + 4 + body : null;
    }

    private static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        line.Length > name.Length && System.Text.Ascii.EqualsIgnoreCase(line[..name.Length], name);
}
