using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Bench.Load.Native;

/// <summary>
/// Answers each request exactly when its script says. A request counts from when the kernel received it, by the kernel's own time (SO_TIMESTAMPNS, socket(7)), so that
/// the server may sleep between requests and leave its CPU to what else the machine does; before an answer is due it looks at the clock, and hands it to the socket at
/// the first look at or behind its time. <c>/times</c> says of each answer how long it took in fact, and how long by the script, µs, in the order of the
/// answers; both without the stall that held it. One request at a time on a connection.
/// </summary>
internal sealed unsafe class ExactServer(double milliseconds, double slow, double share, double stallAt, double stallFor) : EpollServer
{
    private const int Most = 1 << 20;
    private const int Timestamps = 35; // SO_TIMESTAMPNS
    private const int Realtime = 0;    // CLOCK_REALTIME
    private const int Monotonic = 1;   // CLOCK_MONOTONIC, which is Stopwatch's

    // Later than this the kernel wakes it seldom, ns.
    private const long Look = 300_000;

    private readonly byte* _answer = CheapServer.Fixed();
    private readonly PriorityQueue<(int Fd, long Passed, long Script), long> _due = new(1 << 16);
    private readonly Random _random = new(7);
    private readonly (long Took, long Script)[] _times = new (long, long)[Most];
    private int _count;
    private long _came;
    private long _first;

    protected override long Turn()
    {
        while (_due.TryPeek(out _, out var at))
        {
            var now = Now(Monotonic);
            if (now < at)
            {
                return Math.Max(0, at - now - Look);
            }

            var (fd, passed, script) = _due.Dequeue();
            _ = Libc.send(fd, _answer, CheapServer.Answer.Length, Libc.NoSignal);
            if (_count < Most)
            {
                _times[_count++] = (now - passed, script);
            }
        }

        return long.MaxValue;
    }

    protected override void Prepare(int fd)
    {
        var one = 1;
        _ = Libc.setsockopt(fd, Libc.SocketLevel, Timestamps, &one, sizeof(int));
    }

    protected override int Receive(int fd, byte* buffer, int size)
    {
        var part = new Part { Data = buffer, Length = size };
        var control = stackalloc long[8];
        var message = new Message { Parts = &part, Count = 1, Control = control, ControlLength = 64 };
        var read = (int)recvmsg(fd, &message, DoNotWait);
        if (read > 0)
        {
            // One control message: its length, its level and type, and a timespec.
            _came = message.ControlLength >= 32
                ? control[2] * 1_000_000_000 + control[3] - Now(Realtime) + Now(Monotonic)
                : throw new InvalidOperationException("The kernel does not say when it received a request.");
        }

        return read;
    }

    protected override void Requested(int fd, ReadOnlySpan<byte> data)
    {
        if (data.StartsWith("GET /times "u8))
        {
            Tell(fd, Times());
            return;
        }

        _first = _first == 0 ? _came : _first;
        var (from, to) = (_first + (long)(stallAt * 1e9), _first + (long)((stallAt + stallFor) * 1e9));
        var passed = _came >= from && _came < to ? to : _came;
        var script = (long)(1e6 * (share > 0 && _random.NextDouble() < share ? slow : milliseconds));
        _due.Enqueue((fd, passed, script), passed + script);
        // What is due does not wait for the other requests of the same look.
        Turn();
    }

    [DllImport("libc"), SuppressGCTransition]
    private static extern nint recvmsg(int fd, Message* message, int flags);

    private static long Now(int clock)
    {
        var time = stackalloc long[2];
        _ = Libc.clock_gettime(clock, time);
        return time[0] * 1_000_000_000 + time[1];
    }

    private string Times()
    {
        var text = new StringBuilder();
        foreach (var (took, script) in _times.AsSpan(0, _count))
        {
            text.Append(CultureInfo.InvariantCulture, $"{took / 1e3:F1} {script / 1e3:F1}\n");
        }

        return text.ToString();
    }

    // struct iovec
    private struct Part
    {
        internal byte* Data;
        internal nint Length;
    }

    // struct msghdr
    private struct Message
    {
        internal void* Name;
        internal int NameLength;
        internal Part* Parts;
        internal nint Count;
        internal void* Control;
        internal nint ControlLength;
        internal int Flags;
    }
}
