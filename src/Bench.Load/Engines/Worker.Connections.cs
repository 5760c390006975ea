using Bench.Load.Recording;

namespace Bench.Load.Engines;

/// <content>Connections: open, lose, open again.</content>
internal abstract partial class Worker
{
    // Attempts at the same time before the load begins; more would overflow the listen queue of many servers, which costs a second.
    private const int OpenedAtOnce = 64;

    // After a failed attempt the next one waits 10 ms, then twice as long each time, up to 320 ms.
    private const long FirstPause = 10_000_000;
    private const int LongestPauseShift = 5;

    private long _nextOpening = long.MaxValue;
    private int _connecting;
    private int _up;

    /// <summary>Tries every connection once, some at a time; those that fail are tried again during the load.</summary>
    internal void Connect()
    {
        Look();
        var begun = _now;
        var opened = 0;
        long Next() => begun + (long)((double)_plan.ConnectOver * opened / _connections.Length);
        while (!_clock.Interrupted && _now - begun < _plan.ConnectOver + _plan.Timeout)
        {
            while (opened < _connections.Length && _connecting < OpenedAtOnce && Next() <= _now)
            {
                Open(_connections[opened++]);
            }

            if (opened == _connections.Length && _connecting == 0)
            {
                break;
            }

            var count = Wait(Math.Min(_now + LongestWait, opened < _connections.Length && Next() > _now ? Next() : long.MaxValue), Punctuality.Timer);
            for (var i = 0; i < count; i++)
            {
                Handle(i);
            }

            Look();
        }

        _nextOpening = 0;
    }

    /// <summary>The attempt to connect is over.</summary>
    protected void Connected(Connection connection, bool good)
    {
        Look();
        if (!good)
        {
            Fail(connection);
            return;
        }

        _connecting--;
        _running.Remove(connection);
        _record.Connect.Record(_now - connection.Since);
        _record.Reconnects += connection.WasUp ? 1 : 0;
        (connection.WasUp, connection.Failures) = (true, 0);
        _up++;
        BecomeIdle(connection, _now);
    }

    private void Open(Connection connection)
    {
        (connection.State, connection.Since, connection.Sending) = (Connection.Stage.Connecting, _now, false);
        connection.Generation++;
        _connecting++;
        _running.Add(connection);
        if (!Dial(connection))
        {
            Fail(connection);
        }
    }

    private void BecomeIdle(Connection connection, long since)
    {
        (connection.State, connection.Since) = (Connection.Stage.Idle, since);
        // Until the load begins all are ready; then they begin to rest together.
        if (_rests && _clock.HasBegun)
        {
            Rest(connection, _now);
        }
        else
        {
            Enqueue(connection);
        }
    }

    private void Enqueue(Connection connection)
    {
        if (!connection.Queued)
        {
            connection.Queued = true;
            _idle.Enqueue(connection);
        }
    }

    // The attempt to connect failed. Requests wait as long as some connection is up; with none, those that are due have failed. In a closed loop the
    // attempt stands for the request that the connection would have carried.
    private void Fail(Connection connection)
    {
        _record.FailedConnects++;
        Close(connection);
        var begun = connection.Since;
        connection.Since = _now + (FirstPause << Math.Min(connection.Failures++, LongestPauseShift));
        _nextOpening = Math.Min(_nextOpening, connection.Since);
        if (!_clock.HasBegun || _clock.Interrupted)
        {
            return;
        }

        if (_schedule is null && _now >= _clock.Start && _now < _clock.End)
        {
            Turn();
            _record.RecordEnd(Math.Max(begun, _clock.Start), 0, _now, RequestEnd.Connect);
        }
        else if (_up == 0)
        {
            FailDue(RequestEnd.Connect);
        }
    }

    // It was up and is of no use any more: opened again at once.
    private void Reopen(Connection connection)
    {
        _up--;
        Close(connection);
        Open(connection);
    }

    private void Close(Connection connection)
    {
        _running.Remove(connection);
        Drop(connection);
        _connecting -= connection.State == Connection.Stage.Connecting ? 1 : 0;
        connection.State = Connection.Stage.Down;
    }

    private void OpenDown()
    {
        if (_now < _nextOpening)
        {
            return;
        }

        _nextOpening = long.MaxValue;
        if (_clock.Interrupted)
        {
            return;
        }

        foreach (var connection in _connections)
        {
            if (connection.State != Connection.Stage.Down)
            {
                continue;
            }

            if (connection.Since <= _now)
            {
                Open(connection);
            }
            else
            {
                _nextOpening = Math.Min(_nextOpening, connection.Since);
            }
        }
    }

    private void ExpireTimeouts()
    {
        while (_running.Oldest is { } oldest && _now - oldest.Since >= _plan.Timeout)
        {
            if (oldest.State == Connection.Stage.Connecting)
            {
                Fail(oldest);
            }
            else
            {
                Break(oldest, RequestEnd.Timeout);
            }
        }
    }
}
