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

    /// <summary>Bytes were read. They are not used after the call.</summary>
    /// <param name="arrived">When the last of them arrived, ns of the load's clock; <see cref="long.MaxValue"/> where the engine knows of the read alone.</param>
    /// <returns>Whether the connection is still the same, and its answer is not complete.</returns>
    protected bool Received(Connection connection, ReadOnlySpan<byte> data, long arrived = long.MaxValue)
    {
        Look();
        _record.RecordBytes(data.Length, _now);
        if (connection.State != Connection.Stage.Busy)
        {
            // It says something that nobody asked for; what it is cannot be told from the next answer.
            Reopen(connection);
            return false;
        }

        while (true)
        {
            var state = connection.Parser.Feed(data, out var consumed);
            if (state == ParseState.Bad || (state == ParseState.Done && consumed < data.Length && connection.Pending == 0))
            {
                Break(connection, RequestEnd.Protocol);
                return false;
            }

            if (state != ParseState.Done)
            {
                return true;
            }

            if (!Complete(connection, arrived))
            {
                return false;
            }

            data = data[consumed..];
        }
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
            // Of the connection's end the kernel keeps no time.
            Complete(connection, long.MaxValue);
        }
        else
        {
            Break(connection, connection.Parser.HasHead ? RequestEnd.ShortBody : RequestEnd.Reset);
        }
    }

    /// <summary>Its request has failed with the connection; of several in one text all that were not answered yet.</summary>
    protected void Break(Connection connection, RequestEnd end)
    {
        Look();
        End(connection, end);
        _busy--;
        Reopen(connection);
    }

    private void End(Connection connection, RequestEnd end)
    {
        for (var i = 0; i <= connection.Pending; i++)
        {
            _record.RecordEnd(connection.Due, connection.Since, _now, end);
        }
    }

    // Sends one request, or the several of one text, if one is due and a connection is free.
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
        connection.Expect(_next.Span, _pipelines ? _source.Ends : []);
        _busy++;
        _running.Add(connection);
        var good = Push(connection, _next);
        _record.RecordSend(due, free, sent);
        if (_schedule is not null)
        {
            Advance();
        }

        if (connection.Pending > 0)
        {
            SendAlong(connection.Pending, due, free, sent);
        }

        if (!good)
        {
            Break(connection, RequestEnd.Reset);
        }

        // Here, while nothing is due, and not when it is: making a request may take long.
        _next = _source.Next();
        return true;
    }

    // The other requests of a text went out with its first: they take the next times of the plan, and were due with it.
    private void SendAlong(int others, long due, long free, long sent)
    {
        for (; others > 0; others--)
        {
            _record.RecordSend(due, _schedule is null ? due : _due, free, sent);
            if (_schedule is not null)
            {
                Advance();
            }
        }
    }

    // An answer is complete. Whether the connection goes on with the next one of the same text.
    private bool Complete(Connection connection, long arrived)
    {
        var parser = connection.Parser;
        var end = parser.Status switch { < 400 => RequestEnd.Good, < 500 => RequestEnd.Status4xx, _ => RequestEnd.Status5xx };
        if (arrived < long.MaxValue)
        {
            _record.RecordRead(connection.Due, arrived, _now);
        }

        // Not before the send, nor after the read: the clock of the arrival may have been set in between.
        var at = Math.Min(Math.Max(arrived, connection.Since), _now);
        _record.RecordEnd(connection.Due, connection.Since, at, end);
        if (end == RequestEnd.Good && parser.BodyBytes == 0 && parser.MayHaveBody)
        {
            _record.RecordEmptyBody(connection.Due);
        }

        if (_source.WantsResponses)
        {
            _source.Responded(parser.Status, parser.Head!.Span, parser.Body!.Span);
            Look();
        }

        if (connection.Pending > 0)
        {
            return GoOn(connection);
        }

        _busy--;
        _running.Remove(connection);
        // An answer before the whole request was taken leaves the rest of it on the wire; such a connection is of no use any more.
        if (parser.KeepAlive && !connection.Sending)
        {
            // From its arrival on: what the client takes to read it is the client's own lateness.
            BecomeIdle(connection, at);
        }
        else
        {
            Reopen(connection);
        }

        return false;
    }

    private bool GoOn(Connection connection)
    {
        if (connection.Parser.KeepAlive)
        {
            connection.ExpectNext();
            return true;
        }

        // The others went to a server that reads no further.
        connection.Forgo();
        Break(connection, RequestEnd.Reset);
        return false;
    }
}
