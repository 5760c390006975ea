using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Bench.Load.Http;
using Bench.Load.Recording;

namespace Bench.Load.Engines.Sockets;

/// <summary>Sockets by .NET: reads and writes run on the thread pool, and what they bring is handled on the worker's thread, one event after the other.</summary>
internal sealed class SocketWorker(LoadPlan plan, LoadClock clock, WorkerRecord record, int index) : Worker(plan, clock, record, index)
{
    // .NET's waits have whole milliseconds, and may be that much late; the rest before a due time is spun.
    private const long Millisecond = 1_000_000;
    private const long SpinTime = 2 * Millisecond;

    private readonly IPEndPoint _endpoint = plan.EndpointOf(index);

    private readonly ConcurrentQueue<SocketEvent> _events = [];
    private readonly ManualResetEventSlim _posted = new();

    public override void Dispose()
    {
        foreach (var connection in Connections)
        {
            Drop(connection);
        }

        // _posted is left to the collector: a task that ends later still sets it.
    }

    protected override Connection NewConnection(int key, ResponseParser parser) => new SocketConnection(key, parser);

    protected override bool Dial(Connection connection)
    {
        try
        {
            var life = new SocketLife(_endpoint, connection.Token, Post);
            ((SocketConnection)connection).Life = life;
            _ = life.ConnectAsync(_endpoint, Plan.Tls);
            return true;
        }
        catch (SocketException)
        {
            // No more file descriptors.
            return false;
        }
    }

    protected override void Drop(Connection connection)
    {
        var own = (SocketConnection)connection;
        own.Life?.Dispose();
        own.Life = null;
    }

    protected override bool Push(Connection connection, ReadOnlyMemory<byte> request)
    {
        ((SocketConnection)connection).Life!.Write(request.Span);
        return true;
    }

    protected override int Wait(long until, Punctuality how)
    {
        var spin = new SpinWait();
        while (_events.IsEmpty && LoadClock.Now is var now && now < until)
        {
            var left = how == Punctuality.Awake ? 0 : until - now - (how == Punctuality.Spun ? SpinTime : 0);
            if (left > 0)
            {
                _posted.Reset();
                if (_events.IsEmpty)
                {
                    // Rounded up: a timer's end that comes too early would be waited for once more.
                    _posted.Wait((int)((left + Millisecond - 1) / Millisecond));
                }
            }
            else
            {
                // The pool's threads need the CPU too, hence no sleep, but a turn for the others now and then.
                spin.SpinOnce(sleep1Threshold: -1);
            }
        }

        return _events.Count;
    }

    protected override void Handle(int index)
    {
        if (!_events.TryDequeue(out var what))
        {
            return;
        }

        var connection = (SocketConnection)Connections[(int)what.Token];
        if (what.Token != connection.Token || connection.Life is not { } life)
        {
            // Of its last socket.
            return;
        }

        switch (what.What)
        {
            case SocketEvent.Kind.Connected:
                Connected(connection, good: true);
                _ = life.ReadAsync();
                break;
            case SocketEvent.Kind.ConnectFailed when what.Problem is AuthenticationException problem && !HasBegun:
                throw new LoadException(
                    $"TLS with {Plan.Tls?.Host} failed: {(problem.InnerException ?? problem).Message.TrimEnd('.')}. To take any certificate, say so: --insecure, in recipes 'insecure: true' of the workload.", problem);
            case SocketEvent.Kind.ConnectFailed:
                Connected(connection, good: false);
                break;
            case SocketEvent.Kind.Read when what.Count > 0:
                Received(connection, life.Bytes(what.Count));
                if (connection.Life == life)
                {
                    _ = life.ReadAsync();
                }

                break;
            default:
                ReceivedEnd(connection, closed: what.What == SocketEvent.Kind.Read);
                break;
        }
    }

    private void Post(SocketEvent what)
    {
        _events.Enqueue(what);
        _posted.Set();
    }
}
