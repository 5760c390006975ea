using Bench.Load.Http;
using Bench.Load.Native;
using Bench.Load.Recording;

namespace Bench.Load.Engines.Epoll;

/// <content>Requests: send, receive, end.</content>
internal sealed unsafe partial class EpollWorker
{
    /// <summary>Whether a connection is idle, and may be used.</summary>
    private bool CanSend
    {
        get
        {
            if (_clock.Interrupted)
            {
                return false;
            }

            // Connections that went down while they were idle are dropped from the queue here, where their turn comes.
            while (_idle.TryPeek(out var first) && first.State != Connection.Stage.Idle)
            {
                _idle.Dequeue().Queued = false;
            }

            return _idle.Count > 0;
        }
    }

    // Sends one request, if one is due and a connection is free; now is the present after it.
    private bool SendDue(ref long now)
    {
        if (_due > now || _due >= _clock.End || !CanSend)
        {
            return false;
        }

        var connection = _idle.Dequeue();
        connection.Queued = false;
        _record.RecordSend(_due, connection.Since, now);
        Send(connection, _due, now);
        _due = _clock.Start + (long)_schedule.Next();
        now = LoadClock.Now;
        return true;
    }

    private void Send(Connection connection, long due, long now)
    {
        (connection.State, connection.Due, connection.Since) = (Connection.Stage.Busy, due, now);
        var request = _next.Span;
        connection.Parser.Reset(request.StartsWith("HEAD "u8));
        _busy++;
        _running.Add(connection);
        if (Push(connection, request) is var taken and >= 0 && taken < request.Length)
        {
            connection.Keep(request[taken..]);
            connection.WantsRoom = true;
            _poller.Watch(Libc.CtlModify, connection.Fd, Libc.In | Libc.Out, connection.Token);
        }

        // Here, while nothing is due, and not when it is: making a request may take long.
        _next = _source.Next();
    }

    // The socket has room again.
    private void SendRest(Connection connection)
    {
        if (Push(connection, connection.Rest) is var taken and >= 0 && (connection.Rest = connection.Rest[taken..]).Count == 0)
        {
            connection.WantsRoom = false;
            _poller.Watch(Libc.CtlModify, connection.Fd, Libc.In, connection.Token);
        }
    }

    // Hands bytes to the socket: how many it took; −1 where the connection broke, which ends its request.
    private int Push(Connection connection, ReadOnlySpan<byte> bytes)
    {
        nint sent;
        fixed (byte* data = bytes)
        {
            sent = Libc.send(connection.Fd, data, bytes.Length, Libc.NoSignal);
        }

        if (sent < 0 && Libc.Error is not (Libc.Again or Libc.Interrupted))
        {
            Break(connection, RequestEnd.Reset);
            return -1;
        }

        return (int)Math.Max(0, sent);
    }

    private void Handle(int index)
    {
        var token = _poller.Token(index);
        var connection = _connections[(int)token];
        var what = _poller.What(index);
        if (token != connection.Token)
        {
            // An event of its last socket, which an earlier event of the same wait has ended.
            return;
        }

        if (connection.State == Connection.Stage.Connecting)
        {
            FinishConnect(connection);
            return;
        }

        if ((what & Libc.Out) != 0 && connection.WantsRoom)
        {
            SendRest(connection);
        }

        if ((what & ~Libc.Out) != 0 && connection.State is Connection.Stage.Idle or Connection.Stage.Busy)
        {
            Receive(connection);
        }
    }

    private void Receive(Connection connection)
    {
        nint count;
        do
        {
            count = Libc.recv(connection.Fd, _buffer, BufferSize, 0);
            if (count <= 0)
            {
                ReceiveEnd(connection, count == 0);
                return;
            }

            _record.RecordBytes((int)count, LoadClock.Now);
            if (connection.State != Connection.Stage.Busy)
            {
                // It says something that nobody asked for; what it is cannot be told from the next answer.
                Reopen(connection);
                return;
            }

            var state = connection.Parser.Feed(new ReadOnlySpan<byte>(_buffer, (int)count), out var consumed);
            if (state == ParseState.Bad || (state == ParseState.Done && consumed < count))
            {
                Break(connection, RequestEnd.Protocol);
                return;
            }

            if (state == ParseState.Done)
            {
                Complete(connection);
                return;
            }
        }
        while (count == BufferSize);
    }

    private void ReceiveEnd(Connection connection, bool closed)
    {
        if (!closed && Libc.Error is Libc.Again or Libc.Interrupted)
        {
            return;
        }

        if (connection.State == Connection.Stage.Idle)
        {
            Reopen(connection);
        }
        else if (closed && connection.Parser.Finish())
        {
            Complete(connection);
        }
        else
        {
            Break(connection, connection.Parser.HasHead ? RequestEnd.ShortBody : RequestEnd.Reset);
        }
    }

    private void Complete(Connection connection)
    {
        var now = LoadClock.Now;
        var parser = connection.Parser;
        var end = parser.Status switch { < 400 => RequestEnd.Good, < 500 => RequestEnd.Status4xx, _ => RequestEnd.Status5xx };
        _record.RecordEnd(connection.Due, connection.Since, now, end);
        _busy--;
        if (end == RequestEnd.Good && parser.BodyBytes == 0 && parser.MayHaveBody)
        {
            _record.RecordEmptyBody(connection.Due);
        }

        if (_source.WantsResponses)
        {
            _source.Responded(parser.Status, parser.Head!.Span, parser.Body!.Span);
        }

        _running.Remove(connection);
        // An answer before the whole request was taken leaves the rest of it on the wire; such a connection is of no use any more.
        if (parser.KeepAlive && !connection.WantsRoom)
        {
            BecomeIdle(connection, now);
        }
        else
        {
            Reopen(connection);
        }
    }

    // Its request has failed with the connection.
    private void Break(Connection connection, RequestEnd end)
    {
        _record.RecordEnd(connection.Due, connection.Since, LoadClock.Now, end);
        _busy--;
        Reopen(connection);
    }
}
