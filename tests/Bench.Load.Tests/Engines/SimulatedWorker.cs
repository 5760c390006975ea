using Bench.Load.Engines;
using Bench.Load.Http;
using Bench.Load.Recording;

namespace Bench.Load.Tests.Engines;

/// <summary>A worker whose clock, network and service are simulated: time passes while it waits, and in no other way; so its latencies are exact.</summary>
/// <param name="service">How long the service takes for request number k, ns.</param>
/// <param name="stalls">When it lets no request pass, ns of the clock.</param>
/// <param name="readsAfter">How long the client takes to read an answer, ns.</param>
internal sealed class SimulatedWorker(LoadPlan plan, LoadClock clock, WorkerRecord record, Func<int, long> service, IReadOnlyList<(long Begin, long End)> stalls, long readsAfter = 0)
    : Worker(plan, clock, record, 0)
{
    private readonly PriorityQueue<(Connection Connection, bool Connects), long> _events = new();
    private long _time;
    private int _requests;

    public override void Dispose()
    {
        // There is nothing to close.
    }

    protected override long Now() => _time;

    protected override Connection NewConnection(int key, ResponseParser parser) => new SimulatedConnection(key, parser);

    protected override bool Dial(Connection connection)
    {
        _events.Enqueue((connection, true), _time);
        return true;
    }

    protected override void Drop(Connection connection)
    {
        // Nothing is lost here.
    }

    protected override bool Push(Connection connection, ReadOnlyMemory<byte> request)
    {
        var passes = _time;
        foreach (var (begin, end) in stalls)
        {
            passes = passes >= begin && passes < end ? end : passes;
        }

        _events.Enqueue((connection, false), passes + service(_requests++) + readsAfter);
        return true;
    }

    protected override int Wait(long until, Punctuality how)
    {
        var any = _events.TryPeek(out _, out var next) && next <= until;
        _time = Math.Max(_time, any ? next : until);
        return any ? 1 : 0;
    }

    protected override void Handle(int index)
    {
        var (connection, connects) = _events.Dequeue();
        if (connects)
        {
            Connected(connection, good: true);
        }
        else
        {
            Received(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8, _time - readsAfter);
        }
    }

    private sealed class SimulatedConnection(int key, ResponseParser parser) : Connection(key, parser);
}
