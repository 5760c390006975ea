using System.Runtime.InteropServices;
using Bench.Load.Http;
using Bench.Load.Native;
using Bench.Load.Recording;
using Bench.Load.Requests;
using Bench.Measurement.Arrivals;

namespace Bench.Load.Engines.Epoll;

/// <summary>
/// One thread of the load: sends each request when it is due, on a connection that is free, and never two at once on one. A request that finds none
/// free waits in the schedule, and its latency goes on counting. This file has the loop; the others connections and requests.
/// </summary>
internal sealed unsafe partial class EpollWorker : IDisposable
{
    private const int BufferSize = 64 << 10;

    // An interrupt, and the turn of a second, are seen at least this often, ns.
    private const long LongestWait = 100_000_000;

    // After so many late sends in a row it looks for answers, lest they be noticed late.
    private const int LongestBurst = 8;

    // Of a body that the source wants to see.
    private const int LargestKeptBody = 16 << 20;

    private readonly LoadPlan _plan;
    private readonly LoadClock _clock;
    private readonly WorkerRecord _record;
    private readonly ArrivalSchedule _schedule;
    private readonly Connection[] _connections;
    private readonly Queue<Connection> _idle;
    private readonly TimeoutList _running = new();
    private readonly Poller _poller = new();
    private readonly byte[] _address;
    private readonly int _family;
    private readonly byte* _buffer;
    private readonly IRequestSource _source;
    private ReadOnlyMemory<byte> _next;
    private long _due = long.MaxValue;
    private long _nextSecond = long.MaxValue;
    private int _second;
    private int _busy;
    private long _cpuAtStart = -1;
    private bool _cpuDone;

    internal EpollWorker(LoadPlan plan, LoadClock clock, WorkerRecord record, int index)
    {
        (_plan, _clock, _record) = (plan, clock, record);
        _schedule = plan.ScheduleOf(index);
        var count = plan.Connections / plan.Threads + (index < plan.Connections % plan.Threads ? 1 : 0);
        _source = plan.Requests.Create(index, plan.Threads);
        _next = _source.Next();
        _connections = [.. Enumerable.Range(0, count).Select(key => new Connection(key, NewParser(_source.WantsResponses)))];
        _idle = new Queue<Connection>(count + 1);
        var address = plan.EndpointOf(index).Serialize();
        _address = address.Buffer[..address.Size].ToArray();
        // The kernel's number of the family stands first in the address, in the machine's order.
        _family = MemoryMarshal.Read<ushort>(_address);
        _buffer = (byte*)NativeMemory.Alloc(BufferSize);
    }

    /// <summary>Runs the load, from its begin to the end of the drain.</summary>
    internal void Run()
    {
        ThreadTime.Sharpen();
        Begin();
        while (true)
        {
            var now = LoadClock.Now;
            Turn(now);
            for (var burst = 0; burst < LongestBurst && SendDue(ref now); burst++)
            {
                // Each turn sends one.
            }

            ExpireTimeouts(now);
            OpenDown(now);
            if (now >= _clock.DrainEnd || (now >= _clock.End && _busy == 0 && (_due >= _clock.End || _clock.Interrupted)))
            {
                break;
            }

            HandleEvents(Wait(now));
        }

        Finish(LoadClock.Now);
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            if (connection.Fd >= 0)
            {
                _ = Libc.close(connection.Fd);
            }
        }

        _poller.Dispose();
        NativeMemory.Free(_buffer);
    }

    private static ResponseParser NewParser(bool keeps) =>
        keeps ? new() { Head = new KeptBytes(ResponseParser.LongestHead), Body = new KeptBytes(LargestKeptBody) } : new();

    private void Begin()
    {
        _due = _clock.Start + (long)_schedule.Next();
        // Seconds are those of the measurement; the warm-up's are negative.
        _second = (int)Math.Floor((_clock.Start - _clock.WarmupEnd) / 1e9);
        _nextSecond = _clock.WarmupEnd + (_second + 1) * 1_000_000_000L;
        _record.Seconds.Current.Second = _second;
        foreach (var connection in _connections)
        {
            connection.Since = Math.Min(connection.Since, _clock.Start);
        }
    }

    private int Wait(long now)
    {
        var sends = CanSend && _due < _clock.End;
        var until = Math.Min(now + LongestWait, _clock.DrainEnd);
        until = Math.Min(until, _running.Oldest is { } oldest ? oldest.Since + _plan.Timeout : long.MaxValue);
        until = Math.Min(until, _nextOpening);
        if (now < _clock.End)
        {
            until = Math.Min(until, _clock.End);
        }

        var precise = sends && _due <= until;
        var count = _poller.Wait(precise ? _due : until, precise && _plan.Spin);
        _record.RecordIdle(now, LoadClock.Now);
        return count;
    }

    private void HandleEvents(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Handle(i);
            var now = LoadClock.Now;
            // What falls due meanwhile does not wait for the rest of the events.
            SendDue(ref now);
        }
    }

    private void Turn(long now)
    {
        if (now >= _nextSecond)
        {
            // Rounded down, also below 0: the warm-up's last second is −1, not 0.
            _second = (int)Math.Floor((now - _clock.WarmupEnd) / 1e9);
            _nextSecond = _clock.WarmupEnd + (_second + 1) * 1_000_000_000L;
            _record.Seconds.Enter(_second);
        }

        if (_cpuAtStart < 0 && now >= _clock.WarmupEnd)
        {
            _cpuAtStart = ThreadTime.Cpu();
        }

        if (!_cpuDone && now >= _clock.End)
        {
            _cpuDone = true;
            _record.CpuTime = _cpuAtStart < 0 ? 0 : ThreadTime.Cpu() - _cpuAtStart;
        }
    }

    // Every request that was due has to end: those on their way and those never sent took at least until now.
    private void Finish(long now)
    {
        Turn(now);
        foreach (var connection in _connections)
        {
            if (connection.State == Connection.Stage.Busy)
            {
                _record.RecordEnd(connection.Due, connection.Since, now, RequestEnd.Unanswered);
            }
        }

        FailDue(now, RequestEnd.Unsent, _clock.End);
    }

    private void FailDue(long now, RequestEnd end, long before)
    {
        for (; _due < before && _due <= now; _due = _clock.Start + (long)_schedule.Next())
        {
            _record.RecordEnd(_due, 0, now, end);
        }
    }
}
