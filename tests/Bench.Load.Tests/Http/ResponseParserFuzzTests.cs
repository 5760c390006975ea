using System.Text;
using Bench.Load.Http;

namespace Bench.Load.Tests.Http;

public class ResponseParserFuzzTests
{
    private const int Inputs = 1_000_000;

    private static readonly byte[][] Seeds = [.. new[]
    {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\nA;x=\"1\"\r\n0123456789\r\n0\r\nT: x\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.0 404 Not Found\r\nConnection: keep-alive\r\n\r\nuntil the end",
        "HTTP/1.1 503\nContent-Length: 4\nConnection: close\n\nbusy",
    }.Select(Encoding.ASCII.GetBytes)];

    // What mutations put in: the bytes at which a parser of HTTP turns.
    private static readonly byte[] Turns = "\r\n :;,0159afF-\0\t\u007f"u8.ToArray();

    private static int Mutate(Random random, Span<byte> into)
    {
        var seed = Seeds[random.Next(Seeds.Length)];
        seed.CopyTo(into);
        var length = seed.Length;
        for (var changes = random.Next(6); changes > 0 && length > 1; changes--)
        {
            var at = random.Next(length);
            switch (random.Next(5))
            {
                case 0:
                    into[at] = Turns[random.Next(Turns.Length)];
                    break;
                case 1:
                    into[at] = (byte)random.Next(256);
                    break;
                case 2:
                    // Cut.
                    length = at;
                    break;
                case 3:
                    // A part once more, in place of what stood there.
                    var count = Math.Min(random.Next(1, 20), length - at);
                    into.Slice(at, count).CopyTo(into[random.Next(length - count + 1)..]);
                    break;
                default:
                    // The beginning of another.
                    var other = Seeds[random.Next(Seeds.Length)].AsSpan();
                    other = other[..Math.Min(random.Next(other.Length), into.Length - at)];
                    other.CopyTo(into[at..]);
                    length = Math.Max(length, at + other.Length);
                    break;
            }
        }

        return length;
    }

    private static (ParseState State, int Consumed, int Status, long Body, bool KeepAlive) Read(ResponseParser parser, bool head, ReadOnlySpan<byte> data, int piece)
    {
        parser.Reset(head);
        var state = ParseState.More;
        var consumed = 0;
        while (consumed < data.Length && state == ParseState.More)
        {
            var part = data.Slice(consumed, Math.Min(piece, data.Length - consumed));
            state = parser.Feed(part, out var used);
            if (used < 0 || used > part.Length || (state == ParseState.More && used != part.Length))
            {
                throw new InvalidOperationException($"It took {used} of {part.Length} bytes and says {state}.");
            }

            consumed += used;
        }

        return state == ParseState.Bad ? (state, 0, 0, 0, false) : (state, consumed, parser.Status, parser.BodyBytes, parser.KeepAlive);
    }

    [Fact]
    public void A_million_answers_that_went_wrong_are_read_the_same_whole_and_in_pieces()
    {
        var random = new Random(20_240_601);
        var (whole, pieces) = (new ResponseParser(), new ResponseParser { Head = new KeptBytes(4096), Body = new KeptBytes(4096) });
        Span<byte> data = stackalloc byte[512];
        var ends = new long[3];
        for (var i = 0; i < Inputs; i++)
        {
            var input = data[..Mutate(random, data)];
            var head = random.Next(8) == 0;
            var one = Read(whole, head, input, input.Length);
            var other = Read(pieces, head, input, random.Next(1, 24));
            ends[(int)one.State]++;
            if (one != other || pieces.Body.Span.Length > pieces.BodyBytes || (one.State == ParseState.Done && whole.Finish() != pieces.Finish()))
            {
                Assert.Fail($"Input {i}, {one} and {other}: {Convert.ToHexString(input)}");
            }
        }

        // All three ends were seen often, so that the inputs are neither all good nor all noise.
        Assert.All(ends, count => Assert.True(count > Inputs / 50));
    }
}
