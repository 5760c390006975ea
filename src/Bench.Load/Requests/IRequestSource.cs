namespace Bench.Load.Requests;

/// <summary>One worker's requests. Called on the worker's thread only.</summary>
public interface IRequestSource
{
    /// <summary>The bytes to send next, one request unless <see cref="Ends"/> says otherwise: valid until the call after the next. Called right after the last send, never when a send is due.</summary>
    ReadOnlyMemory<byte> Next();

    /// <summary>True where responses are to be told (status, head, body).</summary>
    bool WantsResponses { get; }

    /// <summary>True where the bytes may hold several requests, which go out at once on one connection: pipelined (RFC 9112, §9.3.2).</summary>
    bool Pipelines => false;

    /// <summary>Where each request ends in the bytes of the last <see cref="Next"/>, where they hold several; empty for one.</summary>
    ReadOnlySpan<int> Ends => [];

    /// <summary>True where a connection rests before each of its requests, for as long as <see cref="Rest"/> says.</summary>
    bool WantsRests => false;

    /// <summary>How long a connection that has just become free rests, ns, 0 or more. Called once for each request, behind <see cref="Responded"/>.</summary>
    long Rest() => 0;

    /// <summary>A response that came in full. The spans are valid during the call.</summary>
    void Responded(int status, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body);
}
