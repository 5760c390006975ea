using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Bench.Load.Native;

/// <summary>Answers every request with the same few bytes, without looking at it; <c>/count</c> with the number of requests so far.</summary>
/// <param name="look">How long it looks for requests before it sleeps, ns. A client that is faster than the server waits for it now and then, and one that wakes a sleeping server pays for that.</param>
internal sealed unsafe class CheapServer(long look) : EpollServer
{
    /// <summary>What all are answered with.</summary>
    internal static ReadOnlySpan<byte> Answer =>
        "HTTP/1.1 200 OK\r\nServer: null\r\nContent-Length: 14\r\nContent-Type: text/plain\r\n\r\nHello, Bench.\n"u8;

    private readonly byte* _answer = Fixed();
    private long _requests;
    private long _seen;
    private long _last;

    /// <summary>The answer where the collector never moves it.</summary>
    internal static byte* Fixed()
    {
        var fixedAnswer = (byte*)NativeMemory.Alloc((nuint)Answer.Length);
        Answer.CopyTo(new Span<byte>(fixedAnswer, Answer.Length));
        return fixedAnswer;
    }

    protected override long Turn()
    {
        if (look == 0)
        {
            return long.MaxValue;
        }

        var now = Stopwatch.GetTimestamp();
        (_last, _seen) = (_seen == _requests ? _last : now, _requests);
        return now - _last < look ? 0 : long.MaxValue;
    }

    protected override void Requested(int fd, ReadOnlySpan<byte> data)
    {
        if (data.StartsWith("GET /count "u8))
        {
            Tell(fd, _requests.ToString(CultureInfo.InvariantCulture));
            return;
        }

        for (var whole = Ends(data); whole > 0; whole--)
        {
            _requests++;
            _ = Libc.send(fd, _answer, Answer.Length, Libc.NoSignal);
        }
    }

    // The usual case is a single request, which the last four bytes tell.
    private static int Ends(ReadOnlySpan<byte> data) =>
        data.Length < 256 && data.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(data[^4..]) == 0x0A0D0A0D
            ? 1
            : data.Count("\r\n\r\n"u8);
}
