using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Bench.Load.Engines.Epoll;
using Bench.Load.Native;

/// <summary>
/// Answers each request exactly when its script says. A request has come when the kernel received it, and an answer is given when the kernel has handed it to the network's
/// device (<see cref="PacketTimes"/>), so that the server may sleep between requests and leave its CPU to what else the machine does. Before an answer is due it
/// looks at the clock, and sends at the first look at or behind its time, less what a send usually takes. <c>/times</c> says of each answer how long it took in fact,
/// and how long by the script, µs, in the order of the answers; both without the stall that held it. One request at a time on a connection.
/// </summary>
internal sealed unsafe class ExactServer(double milliseconds, double slow, double share, double stallAt, double stallFor) : EpollServer
{
    private const int Most = 1 << 20;

    // Later than this the kernel wakes it seldom, ns.
    private const long Look = 300_000;

    // By which the expected cost of a send follows each one's, so that it is their median.
    private const long Step = 50;

    private readonly byte* _answer = CheapServer.Fixed();
    private readonly PriorityQueue<(int Fd, long Passed, long Script), long> _due = new(1 << 16);
    private readonly Random _random = new(7);
    private readonly (long Took, long Script)[] _times = new (long, long)[Most];
    private readonly PracticeSend _practice = PracticeSend.Open(AddressFamily.InterNetwork) ?? throw new InvalidOperationException("There is no loopback.");
    private int _count;
    private long _came;
    private long _first;
    private long _send;
    private bool _practised;

    protected override long Turn()
    {
        while (_due.TryPeek(out _, out var at))
        {
            var now = Stopwatch.GetTimestamp();
            if (now < at - _send)
            {
                if (!_practised && at - now is > PracticeSend.Longest and < Look)
                {
                    _practised = _practice.Run();
                }

                return Math.Max(0, at - now - Look);
            }

            var (fd, passed, script) = _due.Dequeue();
            _ = Libc.send(fd, _answer, CheapServer.Answer.Length, Libc.NoSignal);
            // The loopback's device has it before the call ends.
            var sent = PacketTimes.Sent(fd) is var told and not long.MaxValue ? told : throw new InvalidOperationException("The kernel does not say when it sent an answer.");
            _practised = false;
            _send += Math.Sign(sent - now - _send) * Step;
            if (_count < Most)
            {
                _times[_count++] = (sent - passed, script);
            }
        }

        return long.MaxValue;
    }

    protected override void Prepare(int fd) => PacketTimes.Ask(fd);

    protected override int Receive(int fd, byte* buffer, int size)
    {
        var read = PacketTimes.Receive(fd, buffer, size, out _came);
        return read > 0 && _came == long.MaxValue ? throw new InvalidOperationException("The kernel does not say when it received a request.") : read;
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

    private string Times()
    {
        var text = new StringBuilder();
        foreach (var (took, script) in _times.AsSpan(0, _count))
        {
            text.Append(CultureInfo.InvariantCulture, $"{took / 1e3:F1} {script / 1e3:F1}\n");
        }

        return text.ToString();
    }
}
