using Bench.Load.Http;
using Bench.Load.Recording;

namespace Bench.Load.Engines;

/// <content>Requests: send, receive, end.</content>
internal abstract partial class Worker
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

    /// <summary>Bytes arrived. They are not used after the call.</summary>
    /// <returns>Whether the connection is still the same, and its answer is not complete.</returns>
    protected bool Received(Connection connection, ReadOnlySpan<byte> data)
    {
        Look();
        _record.RecordBytes(data.Length, _now);
        if (connection.State != Connection.Stage.Busy)
        {
            // It says something that nobody asked for; what it is cannot be told from the next answer.
            Reopen(connection);
            return false;
        }

        var state = connection.Parser.Feed(data, out var consumed);
        if (state == ParseState.Bad || (state == ParseState.Done && consumed < data.Length))
        {
            Break(connection, RequestEnd.Protocol);
            return false;
        }

        if (state == ParseState.Done)
        {
            Complete(connection);
            return false;
        }

        return true;
    }

    /// <summary>The connection ended.</summary>
    /// <param name="closed">In order; else by a reset or another error.</param>
    protected void ReceivedEnd(Connection connection, bool closed)
    {
        Look();
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

    /// <summary>Its request has failed with the connection.</summary>
    protected void Break(Connection connection, RequestEnd end)
    {
        Look();
        _record.RecordEnd(connection.Due, connection.Since, _now, end);
        _busy--;
        Reopen(connection);
    }

    // Sends one request, if one is due and a connection is free.
    private bool SendDue()
    {
        // In a closed loop each request is due now.
        var due = _schedule is null ? _now : _due;
        if (_sendAt > _now || due >= _clock.End || !CanSend)
        {
            return false;
        }

        if (_now >= _nextSecond)
        {
            Turn();
        }

        var connection = _idle.Dequeue();
        var (free, sent) = (connection.Since, _now);
        (connection.Queued, connection.State, connection.Due, connection.Since) = (false, Connection.Stage.Busy, due, sent);
        connection.Parser.Reset(_next.Span.StartsWith("HEAD "u8));
        _busy++;
        _running.Add(connection);
        var good = Push(connection, _next);
        _record.RecordSend(due, free, sent);
        if (!good)
        {
            Break(connection, RequestEnd.Reset);
        }

        // Here, while nothing is due, and not when it is: making a request may take long.
        _next = _source.Next();
        if (_schedule is not null)
        {
            Advance();
        }

        return true;
    }

    private void Complete(Connection connection)
    {
        var parser = connection.Parser;
        var end = parser.Status switch { < 400 => RequestEnd.Good, < 500 => RequestEnd.Status4xx, _ => RequestEnd.Status5xx };
        _record.RecordEnd(connection.Due, connection.Since, _now, end);
        _busy--;
        if (end == RequestEnd.Good && parser.BodyBytes == 0 && parser.MayHaveBody)
        {
            _record.RecordEmptyBody(connection.Due);
        }

        _running.Remove(connection);
        var free = _now;
        if (_source.WantsResponses)
        {
            _source.Responded(parser.Status, parser.Head!.Span, parser.Body!.Span);
            Look();
        }

        // An answer before the whole request was taken leaves the rest of it on the wire; such a connection is of no use any more.
        if (parser.KeepAlive && !connection.Sending)
        {
            BecomeIdle(connection, free);
        }
        else
        {
            Reopen(connection);
        }
    }
}
