using System.Runtime.InteropServices;

namespace Bench.Load.Engines.Uring;

/// <summary>io_uring_sqe: a request to the ring (linux/io_uring.h).</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct Submission
{
    internal const byte Connect = 16;
    internal const byte Send = 26;
    internal const byte Receive = 27;
    internal const byte SelectBuffer = 1 << 5; // IOSQE_BUFFER_SELECT
    internal const byte SkipSuccess = 1 << 6;  // IOSQE_CQE_SKIP_SUCCESS
    internal const ushort Multishot = 1 << 1;  // IORING_RECV_MULTISHOT

    [FieldOffset(0)] internal byte Operation;
    [FieldOffset(1)] internal byte Flags;
    [FieldOffset(2)] internal ushort Priority;
    [FieldOffset(4)] internal int Fd;
    [FieldOffset(8)] internal ulong Offset;
    [FieldOffset(16)] internal ulong Address;
    [FieldOffset(24)] internal uint Length;
    [FieldOffset(28)] internal uint OperationFlags;
    [FieldOffset(32)] internal ulong UserData;
    [FieldOffset(40)] internal ushort BufferGroup;
}
