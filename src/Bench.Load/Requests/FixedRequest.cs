namespace Bench.Load.Requests;

/// <summary>The same request each time, rendered before the load; one for all workers.</summary>
public sealed class FixedRequest(byte[] request) : IRequestSource, IRequestSourceFactory
{
    public bool WantsResponses => false;

    public ReadOnlyMemory<byte> Next() => request;

    public void Responded(int status, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        // Nobody asked.
    }

    public IRequestSource Create(int worker, int workers) => this;
}
