using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Bench.Load.Native;

// null-server PORT: answers every request with the same few bytes, without looking at it, on one thread; /count with the number of requests so far.
// Requests have no body and come one at a time on a connection, or several whole ones. Ends with its signal.
// null-server floor RATE SECONDS: what Floor says, of this machine.
if (args is ["floor", var rate, var seconds])
{
    Console.WriteLine(Floor.Measure(double.Parse(rate, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture)));
    return;
}

unsafe
{
    using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    listener.Bind(new IPEndPoint(IPAddress.Loopback, int.Parse(args[0], CultureInfo.InvariantCulture)));
    listener.Listen(4096);
    const int Size = 64 << 10, Events = 512;
    var eventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16; // packed on x86-64 only
    var epoll = Libc.epoll_create1(0);
    var events = (byte*)NativeMemory.AllocZeroed(Events, 16);
    var buffer = (byte*)NativeMemory.Alloc(Size);
    var answer = "HTTP/1.1 200 OK\r\nServer: null\r\nContent-Length: 14\r\nContent-Type: text/plain\r\n\r\nHello, Bench.\n"u8.ToArray();
    var pinned = (byte*)NativeMemory.Alloc((nuint)answer.Length);
    answer.CopyTo(new Span<byte>(pinned, answer.Length));
    var requests = 0L;
    var open = new Dictionary<int, Socket>();

    void Watch(int fd)
    {
        var entry = stackalloc byte[16];
        *(uint*)entry = Libc.In;
        *(long*)(entry + eventSize - 8) = fd;
        _ = Libc.epoll_ctl(epoll, Libc.CtlAdd, fd, entry);
    }

    var listening = (int)listener.Handle;
    Watch(listening);
    Console.WriteLine($"listening on http://{listener.LocalEndPoint}");
    while (true)
    {
        // A wait that may block must let the runtime know; one that does not is cheaper.
        var count = Libc.epoll_wait(epoll, events, Events, 0);
        if (count == 0)
        {
            count = (int)Libc.syscall(Libc.EpollPwait2, epoll, events, Events, null, 0, 8);
        }

        for (var i = 0; i < count; i++)
        {
            var fd = (int)*(long*)(events + i * eventSize + eventSize - 8);
            if (fd == listening)
            {
                var accepted = listener.Accept();
                accepted.NoDelay = true;
                accepted.Blocking = false;
                open[(int)accepted.Handle] = accepted;
                Watch((int)accepted.Handle);
                continue;
            }

            var read = (int)Libc.recv(fd, buffer, Size, 0x40); // MSG_DONTWAIT
            if (read <= 0)
            {
                if (read == 0 || Libc.Error != Libc.Again)
                {
                    open.Remove(fd, out var closed);
                    closed?.Dispose();
                }

                continue;
            }

            var data = new ReadOnlySpan<byte>(buffer, read);
            if (data.StartsWith("GET /count "u8))
            {
                var text = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Digits(requests)}\r\n\r\n{requests}");
                fixed (byte* bytes = text)
                {
                    _ = Libc.send(fd, bytes, text.Length, Libc.NoSignal);
                }

                continue;
            }

            for (var whole = Ends(data); whole > 0; whole--)
            {
                requests++;
                _ = Libc.send(fd, pinned, answer.Length, Libc.NoSignal);
            }
        }
    }
}

static int Digits(long number) => number.ToString(CultureInfo.InvariantCulture).Length;

// The usual case is a single request, which the last four bytes tell.
static int Ends(ReadOnlySpan<byte> data)
{
    if (data.Length < 256 && data.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(data[^4..]) == 0x0A0D0A0D)
    {
        return 1;
    }

    return data.Count("\r\n\r\n"u8);
}
