using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bench.Load.Http;
using Bench.Load.Native;
using Bench.Load.Recording;

namespace Bench.Load.Engines.Epoll;

/// <summary>
/// Sockets by system calls: per request one send, one recv and a share of an epoll_wait. Readability is watched from the connect on and never changed
/// (wrk and wrk2 pay two epoll_ctl per request); room only while a socket has none. Events are edges, which the kernel tells once: of levels it would ask
/// each socket again at the next wait.
/// </summary>
internal sealed unsafe class EpollWorker : Worker
{
    private const int BufferSize = 64 << 10;
    private const uint Readable = Libc.In | Libc.PeerEnd | Libc.Edge;

    private readonly Poller _poller;
    private readonly byte[] _address;
    private readonly int _family;
    private readonly byte* _buffer;
    private readonly StampedReader? _reader;

    internal EpollWorker(LoadPlan plan, LoadClock clock, WorkerRecord record, int index)
        : base(plan, clock, record, index)
    {
        var address = plan.EndpointOf(index).Serialize();
        _poller = new(plan.Pacing == Pacing.Precise && !plan.ClosedLoop ? PracticeSend.Open(address.Family) : null);
        _address = address.Buffer[..address.Size].ToArray();
        // The kernel's number of the family stands first in the address, in the machine's order.
        _family = MemoryMarshal.Read<ushort>(_address);
        _buffer = (byte*)NativeMemory.Alloc(BufferSize);
        // A closed loop and burst pacing are for the lowest cost: the kernel's times would add 5 % to it.
        _reader = plan.ClosedLoop || plan.Pacing == Pacing.Burst ? null : new StampedReader();
    }

    public override void Dispose()
    {
        foreach (var connection in Connections)
        {
            Drop(connection);
        }

        _poller.Dispose();
        _reader?.Dispose();
        NativeMemory.Free(_buffer);
    }

    protected override Connection NewConnection(int key, ResponseParser parser) => new EpollConnection(key, parser);

    protected override bool Dial(Connection connection)
    {
        var fd = Libc.socket(_family, Libc.StreamNonBlocking, 0);
        Of(connection).Fd = fd;
        if (fd < 0)
        {
            return false;
        }

        if (_reader is not null)
        {
            StampedReader.Ask(fd);
        }

        var one = 1;
        _ = Libc.setsockopt(fd, Libc.Tcp, Libc.NoDelay, &one, sizeof(int));
        fixed (byte* address = _address)
        {
            if (Libc.connect(fd, address, _address.Length) < 0 && Libc.Error != Libc.InProgress)
            {
                return false;
            }
        }

        _poller.Watch(Libc.CtlAdd, fd, Libc.Out | Libc.Edge, connection.Token);
        return true;
    }

    protected override void Drop(Connection connection)
    {
        var fd = Of(connection).Fd;
        if (fd >= 0)
        {
            _ = Libc.close(fd);
            Of(connection).Fd = -1;
        }
    }

    protected override bool Push(Connection connection, ReadOnlyMemory<byte> request)
    {
        var bytes = request.Span;
        var taken = Send(Of(connection), bytes);
        if (taken >= 0 && taken < bytes.Length)
        {
            Of(connection).Keep(bytes[taken..]);
            connection.Sending = true;
            _poller.Watch(Libc.CtlModify, Of(connection).Fd, Readable | Libc.Out, connection.Token);
        }

        return taken >= 0;
    }

    protected override int Wait(long until, Punctuality how) => _poller.Wait(until, how);

    protected override void Handle(int index)
    {
        var token = _poller.Token(index);
        var connection = Of(Connections[(int)token]);
        var what = _poller.What(index);
        if (token != connection.Token)
        {
            // An event of its last socket, which an earlier event of the same wait has ended.
            return;
        }

        if (connection.State == Connection.Stage.Connecting)
        {
            FinishConnect(connection);
            return;
        }

        if ((what & Libc.Out) != 0 && connection.Sending && !SendRest(connection))
        {
            return;
        }

        if ((what & ~Libc.Out) != 0 && connection.State is Connection.Stage.Idle or Connection.Stage.Busy)
        {
            Receive(connection, ends: (what & Libc.Ended) != 0);
        }
    }

    private static EpollConnection Of(Connection connection) => Unsafe.As<EpollConnection>(connection);

    private void FinishConnect(EpollConnection connection)
    {
        int error = 0, length = sizeof(int);
        _ = Libc.getsockopt(connection.Fd, Libc.SocketLevel, Libc.SocketError, &error, &length);
        if (error == 0)
        {
            _poller.Watch(Libc.CtlModify, connection.Fd, Readable, connection.Token);
        }

        Connected(connection, error == 0);
    }

    // How many bytes the socket took; −1 where the connection is broken.
    private static int Send(EpollConnection connection, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* data = bytes)
        {
            var sent = Libc.send(connection.Fd, data, bytes.Length, Libc.NoSignal);
            return sent < 0 && Libc.Error is not (Libc.Again or Libc.Interrupted) ? -1 : (int)Math.Max(0, sent);
        }
    }

    // The socket has room again. Whether the connection is still good.
    private bool SendRest(EpollConnection connection)
    {
        var taken = Send(connection, connection.Rest);
        if (taken < 0)
        {
            Break(connection, RequestEnd.Reset);
            return false;
        }

        connection.Took(taken);
        if (connection.Rest.IsEmpty)
        {
            connection.Sending = false;
            _poller.Watch(Libc.CtlModify, connection.Fd, Readable, connection.Token);
        }

        return true;
    }

    // Until the socket has nothing more, for no other event tells of what is left: a buffer that was not filled tells it, except of the end.
    private void Receive(EpollConnection connection, bool ends)
    {
        var token = connection.Token;
        nint count;
        do
        {
            var arrived = long.MaxValue;
            count = _reader is null ? Libc.recv(connection.Fd, _buffer, BufferSize, 0) : _reader.Read(connection.Fd, new Span<byte>(_buffer, BufferSize), out arrived);
            if (count > 0)
            {
                Received(connection, new ReadOnlySpan<byte>(_buffer, (int)count), arrived);
            }
            else if (count == 0 || Libc.Error is not (Libc.Again or Libc.Interrupted))
            {
                ReceivedEnd(connection, closed: count == 0);
            }
        }
        while ((count == BufferSize || (count > 0 && ends)) && connection.Token == token);
    }
}
