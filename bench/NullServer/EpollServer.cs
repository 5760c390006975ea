using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Bench.Load.Native;

/// <summary>A server on one thread and one epoll, by the engine's own system calls.</summary>
internal abstract unsafe class EpollServer
{
    protected const int DoNotWait = 0x40; // MSG_DONTWAIT

    private const int Size = 64 << 10;
    private const int Events = 512;

    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16; // packed on x86-64 only

    private readonly int _epoll = Libc.epoll_create1(0);
    private readonly byte* _events = (byte*)NativeMemory.AllocZeroed(Events, 16);
    private readonly byte* _buffer = (byte*)NativeMemory.Alloc(Size);
    private readonly Dictionary<int, Socket> _open = [];

    /// <summary>Serves on a port of the loopback until the process ends.</summary>
    internal void Run(int port)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(4096);
        var listening = (int)listener.Handle;
        Prepare(listening);
        Watch(listening);
        Console.WriteLine($"listening on http://{listener.LocalEndPoint}");
        var time = stackalloc long[2];
        while (true)
        {
            var rest = Turn();
            // A wait that may block must let the runtime know; one that does not is cheaper.
            var count = Libc.EpollLook(_epoll, _events, Events);
            if (count == 0 && rest > 0)
            {
                (time[0], time[1]) = (rest / 1_000_000_000, rest % 1_000_000_000);
                count = (int)Libc.syscall(Libc.EpollPwait2, _epoll, _events, Events, time, 0, 8);
            }

            for (var i = 0; i < count; i++)
            {
                var fd = (int)*(long*)(_events + i * EventSize + EventSize - 8);
                if (fd == listening)
                {
                    Accept(listener);
                }
                else
                {
                    Read(fd);
                }
            }
        }
    }

    /// <summary>Called between two looks for requests.</summary>
    /// <returns>How long it may sleep now, where none has come, ns.</returns>
    protected abstract long Turn();

    /// <summary>Sets options of the listening socket, which its connections inherit.</summary>
    protected virtual void Prepare(int fd)
    {
    }

    /// <summary>Reads what has come, as recv(2) does.</summary>
    protected virtual int Receive(int fd, byte* buffer, int size) => (int)Libc.recv(fd, buffer, size, DoNotWait);

    /// <summary>Requests were read from a connection.</summary>
    protected abstract void Requested(int fd, ReadOnlySpan<byte> data);

    /// <summary>What it answers to <c>/count</c> or <c>/times</c>.</summary>
    protected static void Tell(int fd, string text)
    {
        var bytes = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {text.Length}\r\n\r\n{text}");
        fixed (byte* start = bytes)
        {
            // All of it, also where the socket has no room: nobody measures now.
            for (var sent = 0; sent < bytes.Length;)
            {
                var part = (int)Libc.send(fd, start + sent, bytes.Length - sent, Libc.NoSignal);
                if (part < 0 && Libc.Error != Libc.Again)
                {
                    return;
                }

                sent += Math.Max(0, part);
            }
        }
    }

    private void Watch(int fd)
    {
        var entry = stackalloc byte[16];
        *(uint*)entry = Libc.In;
        *(long*)(entry + EventSize - 8) = fd;
        _ = Libc.epoll_ctl(_epoll, Libc.CtlAdd, fd, entry);
    }

    private void Accept(Socket listener)
    {
        var accepted = listener.Accept();
        accepted.NoDelay = true;
        accepted.Blocking = false;
        _open[(int)accepted.Handle] = accepted;
        Watch((int)accepted.Handle);
    }

    private void Read(int fd)
    {
        var read = Receive(fd, _buffer, Size);
        if (read > 0)
        {
            Requested(fd, new ReadOnlySpan<byte>(_buffer, read));
        }
        else if (read == 0 || Libc.Error != Libc.Again)
        {
            _open.Remove(fd, out var closed);
            closed?.Dispose();
        }
    }
}
