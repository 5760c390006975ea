using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bench.Load.Native;

/// <summary>
/// Answers each request exactly when its script says: it looks at clock and sockets without a pause, so that no wake-up and no timer lies between. A
/// request counts from the look that finds it; its answer is handed to the socket at the first look at or behind its time. <c>/times</c> says of each answer how long
/// it took in fact, and how long by the script, µs, in the order of the answers; both without the stall that held it. One request at a time on a connection.
/// </summary>
internal sealed unsafe class ExactServer(double milliseconds, double slow, double share, double stallAt, double stallFor) : EpollServer
{
    private const int Most = 1 << 20;

    private static readonly double Tick = 1e9 / Stopwatch.Frequency;

    private readonly byte* _answer = CheapServer.Fixed();
    private readonly PriorityQueue<(int Fd, long Passed, long Script), long> _due = new(1 << 16);
    private readonly Random _random = new(7);
    private readonly (long Took, long Script)[] _times = new (long, long)[Most];
    private int _count;
    private long _came;
    private long _first;

    protected override bool Sleeps => false;

    private static long Now => (long)(Stopwatch.GetTimestamp() * Tick);

    protected override void Came() => _came = Now;

    protected override void Turn()
    {
        while (_due.TryPeek(out _, out var at) && Now is var now && now >= at)
        {
            var (fd, passed, script) = _due.Dequeue();
            _ = Libc.send(fd, _answer, CheapServer.Answer.Length, Libc.NoSignal);
            if (_count < Most)
            {
                _times[_count++] = (now - passed, script);
            }
        }
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
