using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Bench.Load.Native;

/// <summary>
/// How late the system calls alone make a client that does nothing else: it looks at the clock without a pause, sends what is due, and reads what has come while
/// nothing is due; it parses nothing and records one number a request. What is due while a send is under way waits for it, so that with Poisson arrivals this
/// is a queue (M/D/1), and no client on one thread and this machine's kernel can be better.
/// </summary>
internal static unsafe class BareClient
{
    private const int Size = 64 << 10;
    private const int Events = 512;

    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16; // packed on x86-64 only

    /// <summary>Median and 99th percentile of actual send − time due, µs.</summary>
    internal static string Measure(bool poisson, double rate, double seconds, int connections, int port)
    {
        var request = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8;
        var ns = 1e9 / Stopwatch.Frequency;
        var random = new Random(7);
        var due = new long[(int)(rate * seconds)];
        double at = 0;
        for (var i = 0; i < due.Length; i++)
        {
            due[i] = (long)at;
            at += (poisson ? -Math.Log(1 - random.NextDouble()) : 1) * 1e9 / rate;
        }

        var late = new double[due.Length];
        var idle = new Queue<int>(connections);
        var epoll = Libc.epoll_create1(0);
        var buffer = (byte*)NativeMemory.AllocZeroed(Size);
        var events = (byte*)NativeMemory.AllocZeroed(Events, 16);
        var sockets = Enumerable.Range(0, connections).Select(_ => Connected(port)).ToList();
        foreach (var socket in sockets)
        {
            idle.Enqueue((int)socket.Handle);
            *(uint*)events = Libc.In | Libc.Edge;
            *(long*)(events + EventSize - 8) = socket.Handle;
            _ = Libc.epoll_ctl(epoll, Libc.CtlAdd, (int)socket.Handle, events);
        }

        fixed (byte* bytes = request)
        {
            var start = Stopwatch.GetTimestamp() + Stopwatch.Frequency / 1000;
            var (sent, answered, read, come) = (0, 0, 0, 0);
            while (answered < due.Length)
            {
                var now = (long)((Stopwatch.GetTimestamp() - start) * ns);
                if (sent < due.Length && due[sent] <= now && idle.TryDequeue(out var fd))
                {
                    late[sent] = now - due[sent];
                    sent++;
                    _ = Libc.send(fd, bytes, request.Length, Libc.NoSignal);
                }
                else if (read < come)
                {
                    fd = (int)*(long*)(events + read++ * EventSize + EventSize - 8);
                    if (Libc.recv(fd, buffer, Size, 0) <= 0)
                    {
                        throw new InvalidOperationException("The server has closed a connection.");
                    }

                    answered++;
                    idle.Enqueue(fd);
                }
                else
                {
                    (read, come) = (0, Libc.EpollLook(epoll, events, Events));
                }
            }
        }

        sockets.ForEach(s => s.Dispose());
        Array.Sort(late);
        return string.Create(CultureInfo.InvariantCulture, $"{late[late.Length / 2] / 1000:0.00} {late[late.Length * 99 / 100] / 1000:0.00}");
    }

    private static Socket Connected(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        socket.Blocking = false;
        return socket;
    }
}
