using System.Text;
using Bench.Load.Http;

namespace Bench.Load.Tests.Http;

public class ResponseParserTests
{
    // text, answers a HEAD request, status, bytes of body, keep-alive
    public static TheoryData<string, bool, int, int, bool> Good => new()
    {
        { "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", false, 200, 5, true },
        { "HTTP/1.1 200\r\ncontent-length:5\r\n\r\nhello", false, 200, 5, true },
        { "HTTP/1.1 200 OK\nContent-Length: 2\n\nok", false, 200, 2, true },
        { "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", false, 200, 0, true },
        { "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello", false, 200, 5, false },
        { "HTTP/1.1 200 OK\r\nConnection: Upgrade, Close\r\nContent-Length: 0\r\n\r\n", false, 200, 0, false },
        { "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", false, 200, 1, false },
        { "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 1\r\n\r\nx", false, 200, 1, true },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", false, 200, 5, true },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\nA;x=\"1\"\r\n0123456789\r\n2\r\nab\r\n0\r\nTrailer: x\r\n\r\n", false, 200, 12, true },
        { "HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n", false, 200, 1, true },
        { "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok", false, 201, 2, true },
        { "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", false, 204, 0, true },
        { "HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\n", false, 304, 0, true },
        { "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n", true, 200, 0, true },
        { "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\nbusy", false, 503, 4, true },
    };

    public static TheoryData<string> Bad =>
    [
        "SSH-2.0-OpenSSH_9.6\r\n\r\n",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 OK\r\n\r\n",
        "HTTP/1.1 20x OK\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
    ];

    private static ParseState Feed(ResponseParser parser, byte[] bytes, int size, out int consumed)
    {
        var state = ParseState.More;
        for (consumed = 0; consumed < bytes.Length && state == ParseState.More;)
        {
            state = parser.Feed(bytes.AsSpan(consumed, Math.Min(size, bytes.Length - consumed)), out var used);
            consumed += used;
        }

        return state;
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void A_response_is_read_the_same_in_pieces_of_any_size(string text, bool head, int status, int body, bool keepAlive)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var parser = new ResponseParser();
        for (var size = 1; size <= bytes.Length; size++)
        {
            parser.Reset(head);

            Assert.Equal(ParseState.Done, Feed(parser, bytes, size, out var consumed));
            Assert.Equal(bytes.Length, consumed);
            Assert.Equal((status, (long)body, keepAlive), (parser.Status, parser.BodyBytes, parser.KeepAlive));
        }
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void What_comes_after_a_response_is_not_taken_for_it(string text, bool head, int status, int body, bool keepAlive)
    {
        var bytes = Encoding.ASCII.GetBytes(text + "HTTP/1.1 500");
        var parser = new ResponseParser();
        parser.Reset(head);

        Assert.Equal(ParseState.Done, parser.Feed(bytes, out var consumed));
        Assert.Equal(text.Length, consumed);
        Assert.Equal((status, (long)body, keepAlive), (parser.Status, parser.BodyBytes, parser.KeepAlive));
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void A_response_cut_short_is_not_complete(string text, bool head, int status, int body, bool keepAlive)
    {
        _ = (status, body, keepAlive);
        for (var length = 0; length < text.Length; length++)
        {
            var parser = new ResponseParser();
            parser.Reset(head);

            Assert.Equal(ParseState.More, Feed(parser, Encoding.ASCII.GetBytes(text[..length]), 7, out _));
            Assert.False(parser.Finish());
        }
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_is_not_HTTP_is_refused_in_pieces_of_any_size(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var size = 1; size <= bytes.Length; size++)
        {
            var parser = new ResponseParser();
            parser.Reset(false);

            Assert.Equal(ParseState.Bad, Feed(parser, bytes, size, out _));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void A_body_without_length_ends_with_the_connection(int size)
    {
        var parser = new ResponseParser();
        parser.Reset(false);

        Assert.Equal(ParseState.More, Feed(parser, "HTTP/1.1 200 OK\r\n\r\nsome text"u8.ToArray(), size, out _));
        Assert.True(parser.Finish());
        Assert.False(parser.KeepAlive);
        Assert.Equal(9, parser.BodyBytes);
    }

    [Fact]
    public void A_head_without_end_is_refused()
    {
        var parser = new ResponseParser();
        parser.Reset(false);
        Feed(parser, "HTTP/1.1 200 OK\r\n"u8.ToArray(), 100, out _);

        Assert.Equal(ParseState.Bad, Feed(parser, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("X-Y: z\r\n", 20_000))), 1000, out _));
    }
}
