using System.Text;
using Bench.Load.Requests;

namespace Bench.Load.Tests.Engines;

/// <summary>The same requests in one text, again and again; it hears of the answers.</summary>
/// <param name="methods">Of each request.</param>
internal sealed class PipelinedSource(params string[] methods) : IRequestSource, IRequestSourceFactory
{
    private readonly byte[] _text = Encoding.ASCII.GetBytes(string.Concat(methods.Select(Request)));
    private readonly int[] _ends = [.. methods.Select((_, i) => methods.Take(i + 1).Sum(m => Request(m).Length))];

    internal List<int> Heard { get; } = [];

    public bool WantsResponses => true;

    public bool Pipelines => true;

    public ReadOnlySpan<int> Ends => _ends;

    public IRequestSource Create(int worker, int workers) => this;

    public ReadOnlyMemory<byte> Next() => _text;

    public void Responded(int status, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body) => Heard.Add(status);

    private static string Request(string method) => $"{method} / HTTP/1.1\r\nHost: x\r\n\r\n";
}
