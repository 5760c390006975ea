using Bench.Load.Http;
using Bench.Load.Native;
using Bench.Load.Recording;
using Bench.Load.Requests;
using Bench.Measurement.Arrivals;

namespace Bench.Load.Engines;

/// <summary>
/// One thread of the load: sends each request when it is due, on a connection that is free, and never two at once on one, unless the source has them in
/// one text. A request that finds none
/// free waits in the schedule, and its latency goes on counting. In a closed loop a request is due when a connection is free.
/// This file has the loop, the others connections, their rests, and requests; the sockets are the engine's own (<see cref="Dial"/> to <see cref="Handle"/>).
/// </summary>
internal abstract partial class Worker : IDisposable
{
    // An interrupt, and the turn of a second, are seen at least this often, ns.
    private const long LongestWait = 100_000_000;

    // After so many late sends in a row it looks for answers, lest they be noticed late.
    private const int LongestBurst = 8;

    // The points at which burst pacing sends, ns.
    private const long Grid = 1_000_000;

    // Of a body that the source wants to see.
    private const int LargestKeptBody = 16 << 20;

    private readonly LoadPlan _plan;
    private readonly LoadClock _clock;
    private readonly WorkerRecord _record;
    private readonly ArrivalSchedule? _schedule;
    private readonly IRequestSource _source;
    private readonly bool _pipelines;
    private readonly Punctuality _forSends;
    private readonly Connection[] _connections;
    private readonly Queue<Connection> _idle;
    private readonly TimeoutList _running = new();
    private ReadOnlyMemory<byte> _next;
    private long _now;
    private long _due = long.MaxValue;
    private long _sendAt = long.MaxValue;
    private long _nextSecond = long.MaxValue;
    private int _busy;
    private (long Cpu, long Allocated)? _before;
    private bool _measured;

    /// <param name="index">Which thread of the plan's it is, from 0.</param>
    protected Worker(LoadPlan plan, LoadClock clock, WorkerRecord record, int index)
    {
        (_plan, _clock, _record) = (plan, clock, record);
        _schedule = plan.ClosedLoop ? null : plan.ScheduleOf(index);
        _forSends = plan.Pacing switch { Pacing.Precise => Punctuality.Spun, Pacing.Eco => Punctuality.Led, Pacing.Busy => Punctuality.Awake, _ => Punctuality.Timer };
        _source = plan.Requests.Create(index, plan.Threads);
        (_rests, _pipelines) = (_source.WantsRests, _source.Pipelines);
        _next = _source.Next();
        _connections = new Connection[plan.Connections / plan.Threads + (index < plan.Connections % plan.Threads ? 1 : 0)];
        for (var key = 0; key < _connections.Length; key++)
        {
            _connections[key] = NewConnection(key, NewParser(_source.WantsResponses));
        }

        _idle = new Queue<Connection>(_connections.Length + 1);
    }

    protected LoadPlan Plan => _plan;

    protected bool HasBegun => _clock.HasBegun;

    protected ReadOnlySpan<Connection> Connections => _connections;

    /// <summary>Runs the load, from its begin to the end of the drain.</summary>
    internal void Run()
    {
        ThreadTime.Sharpen();
        Begin();
        while (true)
        {
            Look();
            Turn();
            EndRests();
            for (var burst = 0; burst < LongestBurst && SendDue(); burst++)
            {
                Look();
            }

            ExpireTimeouts();
            OpenDown();
            if (_now >= _clock.DrainEnd || (_now >= _clock.End && _busy == 0 && (_schedule is null || _due >= _clock.End || _clock.Interrupted)))
            {
                break;
            }

            HandleEvents(WaitForNext());
        }

        Finish();
    }

    public abstract void Dispose();

    /// <summary>The present, ns of the load's clock; a worker that is simulated has a clock of its own.</summary>
    protected virtual long Now() => LoadClock.Now;

    /// <summary>Called by the constructor: the derived one has not run yet.</summary>
    protected abstract Connection NewConnection(int key, ResponseParser parser);

    /// <summary>Opens a socket and begins to connect; <see cref="Connected"/> follows, now or later.</summary>
    /// <returns>False where not even that is possible.</returns>
    protected abstract bool Dial(Connection connection);

    /// <summary>Closes the socket, if there is one. What its events say from here on is no longer heard.</summary>
    protected abstract void Drop(Connection connection);

    /// <summary>
    /// Hands a request to the socket, which sends all of it, by and by where it has no room (<see cref="Connection.Sending"/> until then). The bytes are
    /// valid until the next call for any connection.
    /// </summary>
    /// <returns>False where the connection is broken.</returns>
    protected abstract bool Push(Connection connection, ReadOnlyMemory<byte> request);

    /// <summary>Waits for events until a moment; how many came.</summary>
    protected abstract int Wait(long until, Punctuality how);

    /// <summary>Handles one of the events of the last <see cref="Wait"/>.</summary>
    protected abstract void Handle(int index);

    private static ResponseParser NewParser(bool keeps) =>
        keeps ? new() { Head = new KeptBytes(ResponseParser.LongestHead), Body = new KeptBytes(LargestKeptBody) } : new();

    private void Look() => _now = Now();

    private void Begin()
    {
        Advance();
        // Seconds are those of the measurement; the warm-up's are negative.
        var second = (int)Math.Floor((_clock.Start - _clock.WarmupEnd) / 1e9);
        _nextSecond = _clock.WarmupEnd + (second + 1) * 1_000_000_000L;
        _record.Seconds.Current.Second = second;
        foreach (var connection in _connections)
        {
            connection.Since = Math.Min(connection.Since, _clock.Start);
        }

        BeginRests();
    }

    // To the next request of the schedule; one without end, or beyond all clocks, is never due.
    private void Advance()
    {
        var offset = _schedule?.Next() ?? 0;
        _due = offset < long.MaxValue / 2 ? _clock.Start + (long)offset : long.MaxValue;
        _sendAt = _plan.Pacing == Pacing.Burst && _due < long.MaxValue ? _clock.Start + (_due - _clock.Start + Grid - 1) / Grid * Grid : _due;
    }

    private int WaitForNext()
    {
        var until = Math.Min(_now + LongestWait, _clock.DrainEnd);
        until = Math.Min(until, _running.Oldest is { } oldest ? oldest.Since + _plan.Timeout : long.MaxValue);
        until = Math.Min(until, Math.Min(_nextOpening, _restsUntil));
        if (_now < _clock.End)
        {
            until = Math.Min(until, _clock.End);
        }

        // A request that is due while all connections rest goes out when the first has rested.
        var sendAt = CanSend ? _sendAt : Math.Max(_sendAt, _restsUntil);
        var sends = _due < _clock.End && _now < _clock.End && sendAt <= until;
        var count = Wait(sends ? sendAt : until, sends || _forSends == Punctuality.Awake ? _forSends : Punctuality.Timer);
        var from = _now;
        Look();
        _record.RecordIdle(from, _now);
        return count;
    }

    private void HandleEvents(int count)
    {
        for (var i = 0; i < count; i++)
        {
            // What falls due meanwhile does not wait for the rest of the events.
            if (_schedule is not null)
            {
                Look();
                SendDue();
            }

            Handle(i);
            if (_schedule is null)
            {
                SendDue();
            }
        }
    }

    private void Turn()
    {
        if (_now >= _nextSecond)
        {
            // Rounded down, also below 0: the warm-up's last second is −1, not 0.
            var second = (int)Math.Floor((_now - _clock.WarmupEnd) / 1e9);
            _nextSecond = _clock.WarmupEnd + (second + 1) * 1_000_000_000L;
            _record.Seconds.Enter(second);
        }

        if (_before is null && _now >= _clock.WarmupEnd)
        {
            _before = (ThreadTime.Cpu(), GC.GetAllocatedBytesForCurrentThread());
        }

        if (!_measured && _now >= _clock.End)
        {
            _measured = true;
            if (_before is var (cpu, allocated))
            {
                (_record.CpuTime, _record.Allocated) = (ThreadTime.Cpu() - cpu, GC.GetAllocatedBytesForCurrentThread() - allocated);
            }
        }
    }

    // Every request that was due has to end: those on their way and those never sent took at least until now.
    private void Finish()
    {
        Look();
        Turn();
        foreach (var connection in _connections)
        {
            if (connection.State == Connection.Stage.Busy)
            {
                End(connection, RequestEnd.Unanswered);
            }
        }

        FailDue(RequestEnd.Unsent);
    }

    private void FailDue(RequestEnd end)
    {
        Turn();
        for (; _schedule is not null && _due < _clock.End && _due <= _now; Advance())
        {
            _record.RecordEnd(_due, 0, _now, end);
        }
    }
}
