using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Bench.Load.Http;

namespace Bench.Load.Probing;

/// <summary>
/// GET is answered with the expected status (any below 400 where none is given) and, if asked for, a text in the body. Redirects are not followed. Of https any
/// certificate will do: what is asked is whether the service answers, and it is told nothing.
/// </summary>
internal sealed class HttpQuestion(HttpTarget target, int? status, string? contains) : IQuestion
{
    /// <summary>Of an answer that is read, head and all: one without end must not fill our memory.</summary>
    private const int LargestAnswer = 1 << 20;

    private readonly byte[] _request = RequestBytes.Render(target, "GET", ["Connection: close"], body: null);

    public async Task<ProbeAnswer> AskAsync(CancellationToken cancellationToken)
    {
        using var socket = await Dial.ConnectAsync(target.Host, target.Port, cancellationToken).ConfigureAwait(false);
        await using var stream = await StreamAsync(socket, cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(_request, cancellationToken).ConfigureAwait(false);
        var body = new KeptBytes(LargestAnswer);
        var parser = new ResponseParser { Body = contains is null ? null : body };
        if (!await ReadAsync(stream, parser, cancellationToken).ConfigureAwait(false))
        {
            return new ProbeAnswer(false, "the answer is not HTTP, or not whole");
        }

        var good = status is { } expected ? parser.Status == expected : parser.Status < 400;
        if (!good || contains is null)
        {
            return new ProbeAnswer(good, $"status {parser.Status}");
        }

        return Encoding.UTF8.GetString(body.Span).Contains(contains, StringComparison.Ordinal)
            ? new ProbeAnswer(true, $"status {parser.Status}, text found")
            : new ProbeAnswer(false, $"status {parser.Status}, text not found");
    }

    [SuppressMessage("Security", "CA5359", Justification = "It asks whether the service answers, and tells it nothing.")]
    private async Task<Stream> StreamAsync(Socket socket, CancellationToken cancellationToken)
    {
        var plain = new NetworkStream(socket);
        if (!target.Secure)
        {
            return plain;
        }

        var secure = new SslStream(plain, leaveInnerStreamOpen: false, (_, _, _, _) => true);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = target.Host }, cancellationToken).ConfigureAwait(false);
        return secure;
    }

    // Whether the answer came in full, or as much of it as is read.
    private static async Task<bool> ReadAsync(Stream stream, ResponseParser parser, CancellationToken cancellationToken)
    {
        parser.Reset(head: false);
        var buffer = new byte[16 << 10];
        for (var read = 0; read < LargestAnswer;)
        {
            var count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                return parser.Finish();
            }

            read += count;
            switch (parser.Feed(buffer.AsSpan(0, count), out _))
            {
                case ParseState.Done:
                    return true;
                case ParseState.Bad:
                    return false;
                default:
                    break;
            }
        }

        return parser.HasHead;
    }
}
