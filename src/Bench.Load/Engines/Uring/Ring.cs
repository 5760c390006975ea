using System.Numerics;
using System.Runtime.InteropServices;
using Bench.Load.Native;

namespace Bench.Load.Engines.Uring;

/// <summary>
/// One io_uring with a ring of receive buffers, for one thread: the one that made it (SINGLE_ISSUER, DEFER_TASKRUN). After io_uring_setup(2),
/// io_uring_enter(2) and linux/io_uring.h.
/// </summary>
internal sealed unsafe class Ring : IDisposable
{
    internal const int BufferSize = 4096;

    private const uint SetupFlags = 1 << 3 | 1 << 4 | 1 << 12 | 1 << 13; // CQSIZE, CLAMP, SINGLE_ISSUER, DEFER_TASKRUN
    private const long GetEvents = 1;
    private const long ExtendedArgument = 1 << 3;
    private const int RegisterBufferRing = 22;
    private const int SubmissionsAt = 0x10000000;

    private readonly int _fd;
    private readonly byte* _rings;
    private readonly nint _ringsSize;
    private readonly Submission* _submissions;
    private readonly uint* _submitTail;
    private readonly uint* _submitHead;
    private readonly uint _submitMask;
    private readonly uint* _completeHead;
    private readonly uint* _completeTail;
    private readonly uint _completeMask;
    private readonly Completion* _completions;
    private readonly byte* _buffers;
    private readonly byte* _bufferRing;
    private readonly int _bufferCount;
    private ushort _bufferTail;
    private uint _tail;
    private uint _submitted;

    /// <param name="entries">Of the submission queue; a fuller one is handed over early.</param>
    /// <param name="buffers">Receive buffers, at least.</param>
    /// <exception cref="LoadException">The kernel does not offer it.</exception>
    internal Ring(int entries, int buffers)
    {
        var parameters = stackalloc uint[30];
        new Span<uint>(parameters, 30).Clear();
        (parameters[1], parameters[2]) = ((uint)(4 * Math.Max(entries, buffers)), SetupFlags);
        _fd = (int)Libc.Call(Libc.IoUringSetup, entries, (long)parameters, 0, 0, 0, 0);
        if (_fd < 0)
        {
            throw new LoadException($"io_uring is not to be had: error {Libc.Error} (it needs Linux 6.1, and may be forbidden: kernel.io_uring_disabled, seccomp).");
        }

        var submitting = parameters + 10;
        var completing = parameters + 20;
        _ringsSize = (nint)Math.Max(submitting[6] + parameters[0] * sizeof(uint), completing[5] + parameters[1] * sizeof(Completion));
        _rings = Map(_ringsSize, 0);
        _submissions = (Submission*)Map((nint)parameters[0] * sizeof(Submission), SubmissionsAt);
        _submitHead = (uint*)(_rings + submitting[0]);
        _submitTail = (uint*)(_rings + submitting[1]);
        _submitMask = *(uint*)(_rings + submitting[2]);
        _completeHead = (uint*)(_rings + completing[0]);
        _completeTail = (uint*)(_rings + completing[1]);
        _completeMask = *(uint*)(_rings + completing[2]);
        _completions = (Completion*)(_rings + completing[5]);
        for (var i = 0u; i <= _submitMask; i++)
        {
            ((uint*)(_rings + submitting[6]))[i] = i;
        }

        _bufferCount = (int)Math.Min(1 << 15, BitOperations.RoundUpToPowerOf2((uint)buffers));
        _buffers = (byte*)NativeMemory.Alloc((nuint)_bufferCount, BufferSize);
        _bufferRing = (byte*)NativeMemory.AlignedAlloc((nuint)_bufferCount * 16, 4096);
        NativeMemory.Clear(_bufferRing, (nuint)_bufferCount * 16);
        var registration = stackalloc long[5] { (long)_bufferRing, _bufferCount, 0, 0, 0 };
        if (Libc.Call(Libc.IoUringRegister, _fd, RegisterBufferRing, (long)registration, 1, 0, 0) < 0)
        {
            var error = Libc.Error;
            Dispose();
            throw new LoadException($"io_uring has no buffer rings: error {error} (they need Linux 5.19).");
        }

        for (var i = 0; i < _bufferCount; i++)
        {
            Return(i);
        }
    }

    /// <summary>Completions that are there.</summary>
    internal int Ready => (int)(Volatile.Read(ref *_completeTail) - *_completeHead);

    public void Dispose()
    {
        _ = Libc.close(_fd);
        if (_rings != null)
        {
            _ = Libc.munmap(_rings, _ringsSize);
        }

        if (_submissions != null)
        {
            _ = Libc.munmap((byte*)_submissions, (nint)(_submitMask + 1) * sizeof(Submission));
        }

        NativeMemory.Free(_buffers);
        NativeMemory.AlignedFree(_bufferRing);
    }

    /// <summary>A cleared request to fill; it is handed over with the next <see cref="Enter"/>.</summary>
    internal Submission* Next()
    {
        if (_tail - Volatile.Read(ref *_submitHead) > _submitMask)
        {
            Enter(wait: false, 0);
        }

        var next = _submissions + (_tail++ & _submitMask);
        *next = default;
        return next;
    }

    /// <summary>The completion that stands so many places behind the first.</summary>
    internal Completion Peek(int index) => _completions[(*_completeHead + (uint)index) & _completeMask];

    /// <summary>Gives up the first completions: they have been read.</summary>
    internal void Advance(int count) => Volatile.Write(ref *_completeHead, *_completeHead + (uint)count);

    internal ReadOnlySpan<byte> Buffer(int buffer, int count) => new(_buffers + (nint)buffer * BufferSize, count);

    /// <summary>Lets the kernel fill a buffer again.</summary>
    internal void Return(int buffer)
    {
        var entry = _bufferRing + (_bufferTail & (_bufferCount - 1)) * 16;
        *(ulong*)entry = (ulong)(_buffers + (nint)buffer * BufferSize);
        *(uint*)(entry + 8) = BufferSize;
        *(ushort*)(entry + 12) = (ushort)buffer;
        // The ring's tail lies where the first entry has room left.
        Volatile.Write(ref *(ushort*)(_bufferRing + 14), ++_bufferTail);
    }

    /// <summary>Hands over what was asked for, and lets the kernel complete what it can.</summary>
    /// <param name="wait">For at least one completion, and at most <paramref name="nanoseconds"/>.</param>
    internal void Enter(bool wait, long nanoseconds)
    {
        Volatile.Write(ref *_submitTail, _tail);
        var count = _tail - _submitted;
        long taken;
        if (wait)
        {
            var time = stackalloc long[2] { nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000 };
            var argument = stackalloc long[3] { 0, 0, (long)time };
            taken = Libc.Call(Libc.IoUringEnter, _fd, count, 1, GetEvents | ExtendedArgument, (long)argument, 24);
        }
        else
        {
            taken = Libc.QuickCall(Libc.IoUringEnter, _fd, count, 0, GetEvents, 0, 0);
        }

        if (taken >= 0)
        {
            _submitted += (uint)taken;
        }
        else if (Libc.Error is var error and not (Libc.Interrupted or Libc.TimedOut or Libc.Busy or Libc.Again))
        {
            throw new LoadException($"io_uring_enter failed with error {error}.");
        }
    }

    private byte* Map(nint size, long offset)
    {
        const int ReadWrite = 3, SharedPopulated = 1 | 0x8000;
        var at = Libc.mmap(null, size, ReadWrite, SharedPopulated, _fd, offset);
        return at != (byte*)-1 ? at : throw new LoadException($"The rings of io_uring cannot be mapped: error {Libc.Error}.");
    }
}
