namespace Bench.Load.Engines;

/// <content>
/// Connections that rest before each request, where the source asks for it: <c>delay()</c> of wrk's scripts. It is the connection that waits, not the
/// plan and not the thread: a request that is due goes out on another connection, or waits in the schedule for the first that has rested.
/// </content>
internal abstract partial class Worker
{
    private readonly PriorityQueue<(Connection Connection, long Token), long> _resting = new();
    private readonly bool _rests;

    // When the first of them has rested.
    private long _restsUntil = long.MaxValue;

    // Those that are connected when the load begins rest from its begin.
    private void BeginRests()
    {
        for (var count = _rests ? _idle.Count : 0; count > 0; count--)
        {
            var connection = _idle.Dequeue();
            connection.Queued = false;
            if (connection.State == Connection.Stage.Idle)
            {
                Rest(connection, _clock.Start);
            }
        }
    }

    private void Rest(Connection connection, long from)
    {
        // It counts as free when it has rested.
        connection.Since = from + _source.Rest();
        _resting.Enqueue((connection, connection.Token), connection.Since);
        _restsUntil = Math.Min(_restsUntil, connection.Since);
    }

    private void EndRests()
    {
        while (_now >= _restsUntil)
        {
            var (connection, token) = _resting.Dequeue();
            _restsUntil = _resting.TryPeek(out _, out var next) ? next : long.MaxValue;
            // Its socket may have ended meanwhile; with the next one it began another rest.
            if (connection.Token == token && connection.State == Connection.Stage.Idle)
            {
                Enqueue(connection);
            }
        }
    }
}
