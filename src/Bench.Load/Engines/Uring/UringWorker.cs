using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bench.Load.Http;
using Bench.Load.Native;
using Bench.Load.Recording;

namespace Bench.Load.Engines.Uring;

/// <summary>
/// Sockets by io_uring: each is armed once to receive as often as something comes, into buffers that all share; sends say nothing where they succeed.
/// A send's time is that at which it was handed to the ring, which the kernel works off at the next turn of the loop.
/// </summary>
internal sealed unsafe class UringWorker : Worker
{
    private const int Entries = 1024;

    // Longer requests may not fit into a socket's buffer, so that their end is waited for.
    private const int LongRequest = 16 << 10;

    // Kinds of completions, in the upper bits of the connection's place.
    private const ulong Receiving = 0;
    private const ulong Sending = 1UL << 30;
    private const ulong Connecting = 1UL << 31;
    private const int PlaceMask = (1 << 30) - 1;

    private readonly Ring _ring;
    private readonly byte* _address;
    private readonly int _addressLength;
    private readonly int _family;
    private readonly Waker _waker = new();
    private int _handled;

    internal UringWorker(LoadPlan plan, LoadClock clock, WorkerRecord record, int index)
        : base(plan, clock, record, index)
    {
        var address = plan.EndpointOf(index).Serialize();
        _addressLength = address.Size;
        _address = (byte*)NativeMemory.Alloc((nuint)_addressLength);
        address.Buffer.Span[.._addressLength].CopyTo(new Span<byte>(_address, _addressLength));
        // The kernel's number of the family stands first in the address, in the machine's order.
        _family = *(ushort*)_address;
        _ring = new Ring(Entries, Math.Max(256, 2 * Connections.Length));
    }

    public override void Dispose()
    {
        foreach (var connection in Connections)
        {
            Drop(connection);
        }

        // The ring first: it ends what the kernel still does with the connections' memory.
        _ring.Dispose();
        foreach (var connection in Connections)
        {
            Of(connection).Free();
        }

        NativeMemory.Free(_address);
    }

    protected override Connection NewConnection(int key, ResponseParser parser) => new UringConnection(key, parser);

    protected override bool Dial(Connection connection)
    {
        var fd = Libc.socket(_family, Libc.StreamBlocking, 0);
        Of(connection).Fd = fd;
        if (fd < 0)
        {
            return false;
        }

        var one = 1;
        _ = Libc.setsockopt(fd, Libc.Tcp, Libc.NoDelay, &one, sizeof(int));
        var submission = _ring.Next();
        submission->Operation = Submission.Connect;
        submission->Fd = fd;
        submission->Address = (ulong)_address;
        submission->Offset = (ulong)_addressLength;
        submission->UserData = (ulong)connection.Token | Connecting;
        return true;
    }

    protected override void Drop(Connection connection)
    {
        var fd = Of(connection).Fd;
        if (fd >= 0)
        {
            // What the ring still has to do with the socket keeps it open beyond the close; so it is ended first.
            _ = Libc.shutdown(fd, 2);
            _ = Libc.close(fd);
            Of(connection).Fd = -1;
        }
    }

    protected override bool Push(Connection connection, ReadOnlyMemory<byte> request)
    {
        var memory = Of(connection).Keep(request.Span);
        var submission = _ring.Next();
        connection.Sending = request.Length > LongRequest;
        submission->Operation = Submission.Send;
        submission->Flags = connection.Sending ? (byte)0 : Submission.SkipSuccess;
        submission->Fd = Of(connection).Fd;
        submission->Address = (ulong)memory;
        submission->Length = (uint)request.Length;
        submission->OperationFlags = Libc.NoSignal | Libc.WaitAll;
        submission->UserData = (ulong)connection.Token | Sending;
        return true;
    }

    protected override int Wait(long until, Punctuality how)
    {
        _ring.Advance(_handled);
        _handled = 0;
        var now = LoadClock.Now;
        var wake = _waker.WakeAt(until, now, how);
        var sleeps = wake > now && _ring.Ready == 0;
        _ring.Enter(wait: sleeps, wake - now);
        if (sleeps)
        {
            _waker.Woke(wake, LoadClock.Now, _ring.Ready > 0, how);
        }

        while (_ring.Ready == 0 && Waker.Looks(until, LoadClock.Now, how))
        {
            _ring.Enter(wait: false, 0);
        }

        return _ring.Ready;
    }

    protected override void Handle(int index)
    {
        var completion = _ring.Peek(index);
        _handled = index + 1;
        var connection = Of(Connections[(int)completion.UserData & PlaceMask]);
        var current = (completion.UserData & ~(Sending | Connecting)) == (ulong)connection.Token && connection.Fd >= 0;
        if ((completion.UserData & Connecting) != 0)
        {
            if (current)
            {
                FinishConnect(connection, completion.Result);
            }
        }
        else if ((completion.UserData & Sending) != 0)
        {
            if (current)
            {
                FinishSend(connection, completion.Result);
            }
        }
        else
        {
            if (current)
            {
                FinishReceive(connection, completion);
            }

            if (completion.Buffer >= 0)
            {
                _ring.Return(completion.Buffer);
            }
        }
    }

    private static UringConnection Of(Connection connection) => Unsafe.As<UringConnection>(connection);

    private void FinishConnect(UringConnection connection, int result)
    {
        if (result == 0)
        {
            Receive(connection);
        }

        Connected(connection, result == 0);
    }

    private void FinishSend(UringConnection connection, int result)
    {
        connection.Sending = false;
        if (result < 0 && connection.State == Connection.Stage.Busy)
        {
            Break(connection, RequestEnd.Reset);
        }
    }

    private void FinishReceive(UringConnection connection, Completion completion)
    {
        if (completion.Result > 0)
        {
            var generation = connection.Generation;
            Received(connection, _ring.Buffer(completion.Buffer, completion.Result));
            if (!completion.More && connection.Generation == generation && connection.Fd >= 0)
            {
                Receive(connection);
            }
        }
        else if (completion.Result == -Libc.NoBuffers)
        {
            Receive(connection);
        }
        else
        {
            ReceivedEnd(connection, closed: completion.Result == 0);
        }
    }

    private void Receive(UringConnection connection)
    {
        var submission = _ring.Next();
        submission->Operation = Submission.Receive;
        submission->Flags = Submission.SelectBuffer;
        submission->Priority = Submission.Multishot;
        submission->Fd = connection.Fd;
        submission->UserData = (ulong)connection.Token | Receiving;
    }
}
