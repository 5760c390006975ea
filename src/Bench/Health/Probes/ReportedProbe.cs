using System.Text.Json;
using Bench.Transport;

namespace Bench.Health.Probes;

/// <summary>
/// Answers that a program beside the service writes, a line of JSON each (<c>bench-load probe</c>): the way where the orchestrator does not
/// reach the service itself. Every line is one answer, in order; where none is new, the next one is waited for.
/// </summary>
public sealed class ReportedProbe(ITransport transport, string path, TimeProvider clock) : IProbe
{
    private const int Chunk = 64 * 1024;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    private readonly Queue<ProbeAnswer> _unread = [];
    private long _offset;

    public async Task<ProbeAnswer> AskAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_unread.TryDequeue(out var answer))
            {
                return answer;
            }

            await ReadAsync(cancellationToken).ConfigureAwait(false);
            if (_unread.Count == 0)
            {
                await Task.Delay(LookEvery, clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var bytes = await transport.ReadAsync(path, _offset, Chunk, cancellationToken).ConfigureAwait(false) ?? [];
        for (int end; (end = bytes.AsSpan().IndexOf((byte)'\n')) >= 0; bytes = bytes[(end + 1)..])
        {
            _offset += end + 1;
            if (Parse(bytes.AsSpan(0, end)) is { } line)
            {
                _unread.Enqueue(new ProbeAnswer(line.Good, line.Detail));
            }
        }
    }

    private static ReportedAnswer? Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ReportedAnswerJson.Default.ReportedAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
