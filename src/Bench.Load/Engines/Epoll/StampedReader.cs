using System.Runtime.InteropServices;
using Bench.Load.Native;
using Bench.Load.Recording;

namespace Bench.Load.Engines.Epoll;

/// <summary>
/// Reads from sockets, and says when the kernel received what was read (SO_TIMESTAMPNS, socket(7); of TCP the last segment's time). So no latency contains what the
/// client itself takes to read: its wake-up, the requests that it sends first, a tick of the kernel's timer.
/// </summary>
internal sealed unsafe class StampedReader : IDisposable
{
    // By socket(7) and cmsg(3): a header of length, level and type, and a timespec.
    private const int ControlSize = 64;
    private const int StampSize = 32;
    private const long StampKind = (long)Libc.ReceiveTime << 32 | Libc.SocketLevel;

    private readonly Libc.Message* _message;
    private readonly long* _control;

    // The kernel takes the time of all packets while any socket asks for it, and halts all CPUs to begin or end that: this one keeps it so.
    private readonly int _asking = Libc.socket(2, Libc.StreamNonBlocking, 0);

    internal StampedReader()
    {
        Ask(_asking);
        _message = (Libc.Message*)NativeMemory.AllocZeroed((nuint)sizeof(Libc.Message));
        _control = (long*)NativeMemory.AllocZeroed(ControlSize);
        _message->Parts = (Libc.Part*)NativeMemory.AllocZeroed((nuint)sizeof(Libc.Part));
        _message->PartCount = 1;
        _message->Control = _control;
    }

    /// <summary>Makes the kernel keep the times of a socket; before it connects, so that it has them from the first byte on.</summary>
    internal static void Ask(int fd)
    {
        var one = 1;
        _ = Libc.setsockopt(fd, Libc.SocketLevel, Libc.ReceiveTime, &one, sizeof(int));
    }

    /// <summary>As <see cref="Libc.recv"/>.</summary>
    /// <param name="arrived">When the kernel received the last of it, ns of the load's clock; <see cref="long.MaxValue"/> where it does not say.</param>
    internal nint Read(int fd, Span<byte> buffer, out long arrived)
    {
        arrived = long.MaxValue;
        nint count;
        fixed (byte* data = buffer)
        {
            _message->Parts->Data = data;
            (_message->Parts->Length, _message->ControlLength) = (buffer.Length, ControlSize);
            count = Libc.recvmsg(fd, _message, 0);
        }

        if (count > 0 && _message->ControlLength >= StampSize && _control[1] == StampKind)
        {
            // The kernel's time is the wall's. Both clocks are asked at once and each time: the wall's may be set during a load.
            var wall = Libc.WallTime();
            arrived = LoadClock.Now - (wall - (_control[2] * 1_000_000_000 + _control[3]));
        }

        return count;
    }

    public void Dispose()
    {
        _ = Libc.close(_asking);
        NativeMemory.Free(_message->Parts);
        NativeMemory.Free(_message);
        NativeMemory.Free(_control);
    }
}
