using System.Diagnostics;
using Bench.Load.Native;

/// <summary>
/// When the kernel received what is read, and when it handed what was sent to the network's device: SO_TIMESTAMPING, of the kernel's networking/timestamping.rst. Times
/// are ns of Stopwatch's clock; <see cref="long.MaxValue"/> is one that the kernel did not say.
/// </summary>
internal static unsafe class PacketTimes
{
    private const int Timestamping = 37; // SO_TIMESTAMPING, and what its message is called
    private const int Errors = 0x2000;   // MSG_ERRQUEUE

    // The software's times, of packets that go out and that come in, and these without the packets: SOF_TIMESTAMPING_TX_SOFTWARE, _RX_SOFTWARE, _SOFTWARE, _OPT_TSONLY.
    private const int Wanted = 1 << 1 | 1 << 3 | 1 << 4 | 1 << 11;

    // cmsg(3): a header of length, level and type, and three timespecs, of which the software's is the first.
    private const int ControlSize = 256;
    private const int StampSize = 16 + 48;
    private const long StampKind = (long)Timestamping << 32 | Libc.SocketLevel;

    /// <summary>Makes the kernel keep the times of a socket, or of the connections of one that listens.</summary>
    internal static void Ask(int fd)
    {
        var wanted = Wanted;
        if (Libc.setsockopt(fd, Libc.SocketLevel, Timestamping, &wanted, sizeof(int)) != 0)
        {
            throw new InvalidOperationException("The kernel does not take the times of packets.");
        }
    }

    /// <summary>As recv(2), of what has come.</summary>
    internal static int Receive(int fd, byte* buffer, int size, out long came) => Read(fd, buffer, size, 0, out came);

    /// <summary>When the last packet that was sent went out; it is told once.</summary>
    internal static long Sent(int fd)
    {
        var last = long.MaxValue;
        byte none;
        while (Read(fd, &none, 0, Errors, out var sent) >= 0)
        {
            last = sent;
        }

        return last;
    }

    private static int Read(int fd, byte* buffer, int size, int flags, out long stamp)
    {
        var part = new Libc.Part { Data = buffer, Length = size };
        var control = stackalloc long[ControlSize / sizeof(long)];
        var message = new Libc.Message { Parts = &part, PartCount = 1, Control = control, ControlLength = ControlSize };
        var read = (int)Libc.recvmsg(fd, &message, flags);
        // The kernel's time is the wall's.
        stamp = read >= 0 && message.ControlLength >= StampSize && control[1] == StampKind
            ? control[2] * 1_000_000_000 + control[3] - Libc.WallTime() + Stopwatch.GetTimestamp()
            : long.MaxValue;
        return read;
    }
}
