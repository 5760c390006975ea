using Bench.Load.Native;
using Bench.Load.Recording;

namespace Bench.Load.Engines.Epoll;

/// <content>Connections: open, lose, open again.</content>
internal sealed unsafe partial class EpollWorker
{
    // Attempts at the same time before the load begins; more would overflow the listen queue of many servers, which costs a second.
    private const int OpenedAtOnce = 64;

    // After a failed attempt the next one waits 10 ms, then twice as long each time, up to 320 ms.
    private const long FirstPause = 10_000_000;
    private const int LongestPauseShift = 5;

    private long _nextOpening = long.MaxValue;
    private int _up;

    /// <summary>Tries every connection once; those that fail are tried again during the load.</summary>
    internal void Connect()
    {
        var begun = LoadClock.Now;
        var opened = 0;
        while (!_clock.Interrupted && LoadClock.Now - begun < _plan.Timeout)
        {
            var connecting = _connections.Take(opened).Count(c => c.State == Connection.Stage.Connecting);
            for (; opened < _connections.Length && connecting < OpenedAtOnce; opened++, connecting++)
            {
                Open(_connections[opened]);
            }

            if (connecting == 0)
            {
                break;
            }

            var count = _poller.Wait(LoadClock.Now + LongestWait, precise: false);
            for (var i = 0; i < count; i++)
            {
                Handle(i);
            }
        }

        _nextOpening = 0;
    }

    private void Open(Connection connection)
    {
        var now = LoadClock.Now;
        connection.Fd = Libc.socket(_family, Libc.StreamNonBlocking, 0);
        if (connection.Fd < 0)
        {
            Fail(connection, now);
            return;
        }

        var one = 1;
        _ = Libc.setsockopt(connection.Fd, Libc.Tcp, Libc.NoDelay, &one, sizeof(int));
        (connection.State, connection.Since, connection.WantsRoom) = (Connection.Stage.Connecting, now, false);
        connection.Generation++;
        _running.Add(connection);
        fixed (byte* address = _address)
        {
            if (Libc.connect(connection.Fd, address, _address.Length) < 0 && Libc.Error != Libc.InProgress)
            {
                Fail(connection, now);
                return;
            }
        }

        _poller.Watch(Libc.CtlAdd, connection.Fd, Libc.Out, connection.Token);
    }

    private void FinishConnect(Connection connection)
    {
        int error = 0, length = sizeof(int);
        _ = Libc.getsockopt(connection.Fd, Libc.SocketLevel, Libc.SocketError, &error, &length);
        var now = LoadClock.Now;
        if (error != 0)
        {
            Fail(connection, now);
            return;
        }

        _poller.Watch(Libc.CtlModify, connection.Fd, Libc.In, connection.Token);
        _running.Remove(connection);
        _record.Connect.Record(now - connection.Since);
        _record.Reconnects += connection.WasUp ? 1 : 0;
        (connection.WasUp, connection.Failures) = (true, 0);
        _up++;
        BecomeIdle(connection, now);
    }

    private void BecomeIdle(Connection connection, long now)
    {
        (connection.State, connection.Since) = (Connection.Stage.Idle, now);
        if (!connection.Queued)
        {
            connection.Queued = true;
            _idle.Enqueue(connection);
        }
    }

    // The attempt to connect failed. Requests wait as long as some connection is up; with none, those that are due have failed.
    private void Fail(Connection connection, long now)
    {
        _record.FailedConnects++;
        Close(connection);
        connection.Since = now + (FirstPause << Math.Min(connection.Failures++, LongestPauseShift));
        _nextOpening = Math.Min(_nextOpening, connection.Since);
        if (_up == 0 && _clock.HasBegun && !_clock.Interrupted)
        {
            FailDue(now, RequestEnd.Connect, _clock.End);
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
        if (connection.Fd >= 0)
        {
            _ = Libc.close(connection.Fd);
        }

        (connection.Fd, connection.State) = (-1, Connection.Stage.Down);
    }

    private void OpenDown(long now)
    {
        if (now < _nextOpening)
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

            if (connection.Since <= now)
            {
                Open(connection);
            }
            else
            {
                _nextOpening = Math.Min(_nextOpening, connection.Since);
            }
        }
    }

    private void ExpireTimeouts(long now)
    {
        while (_running.Oldest is { } oldest && now - oldest.Since >= _plan.Timeout)
        {
            if (oldest.State == Connection.Stage.Connecting)
            {
                Fail(oldest, now);
            }
            else
            {
                Break(oldest, RequestEnd.Timeout);
            }
        }
    }
}
