using System.Runtime.InteropServices;
using Bench.Load.Native;
using Bench.Load.Recording;

namespace Bench.Load.Engines.Epoll;

/// <summary>One epoll instance, and waiting on it with the clock's precision.</summary>
internal sealed unsafe class Poller : IDisposable
{
    private const int Capacity = 256;

    // The kernel packs epoll_event on x86-64 only.
    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private readonly int _epoll;
    private readonly byte* _events;
    private readonly Waker _waker = new();
    private readonly PracticeSend? _practice;
    private bool _oldKernel;

    /// <param name="practice">What is run between a sleep and a moment that is looked out for; null for nothing. It is disposed of here.</param>
    internal Poller(PracticeSend? practice = null)
    {
        _practice = practice;
        _epoll = Libc.epoll_create1(0x80000);
        if (_epoll < 0)
        {
            throw new LoadException($"epoll is not to be had: error {Libc.Error}.");
        }

        _events = (byte*)NativeMemory.AllocZeroed(Capacity, (nuint)EventSize);
    }

    /// <summary>The token, as given to <see cref="Watch"/>, of an event of the last wait.</summary>
    internal long Token(int index) => *(long*)(_events + index * EventSize + EventSize - 8);

    /// <summary>What happened: <see cref="Libc.In"/>, <see cref="Libc.Out"/>, or errors.</summary>
    internal uint What(int index) => *(uint*)(_events + index * EventSize);

    internal void Watch(int operation, int fd, uint what, long token)
    {
        var entry = stackalloc byte[16];
        *(uint*)entry = what;
        *(long*)(entry + EventSize - 8) = token;
        if (Libc.epoll_ctl(_epoll, operation, fd, entry) < 0)
        {
            throw new LoadException($"epoll_ctl failed with error {Libc.Error}.");
        }
    }

    /// <summary>Waits for events until a moment; returns their number, 0 where none came.</summary>
    internal int Wait(long until, Punctuality how)
    {
        var now = LoadClock.Now;
        var wake = _waker.WakeAt(until, now, how);
        if (wake > now)
        {
            var count = Sleep(wake - now);
            now = LoadClock.Now;
            _waker.Woke(wake, now, count > 0, how);
            if (count > 0 || !Waker.Looks(until, now, how))
            {
                return count;
            }

            if (_practice is not null && until - now > PracticeSend.Longest)
            {
                _ = _practice.Run();
            }
        }

        do
        {
            var count = Libc.EpollLook(_epoll, _events, Capacity);
            if (count > 0)
            {
                return count;
            }
        }
        while (Waker.Looks(until, LoadClock.Now, how));
        return 0;
    }

    public void Dispose()
    {
        _ = Libc.close(_epoll);
        _practice?.Dispose();
        NativeMemory.Free(_events);
    }

    private int Sleep(long nanoseconds)
    {
        var time = stackalloc long[2] { nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000 };
        if (!_oldKernel)
        {
            var count = (int)Libc.syscall(Libc.EpollPwait2, _epoll, _events, Capacity, time, 0, 8);
            if (count >= 0)
            {
                return count;
            }

            // Linux before 5.11, as on many clusters, and some sandboxes.
            _oldKernel = Libc.Error != Libc.Interrupted;
            return 0;
        }

        var poll = new Libc.PollFd { Fd = _epoll, Events = 1 };
        return Libc.ppoll(&poll, 1, time, 0) > 0 ? Libc.EpollLook(_epoll, _events, Capacity) : 0;
    }
}
