using System.Runtime.InteropServices;

namespace Bench.Load.Engines.Uring;

/// <summary>io_uring_cqe: what became of a request to the ring.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Completion
{
    internal readonly ulong UserData;

    /// <summary>As the system call would have returned it; errors negative.</summary>
    internal readonly int Result;

    private readonly uint _flags;

    /// <summary>The buffer that holds what was received; −1 where there is none.</summary>
    internal int Buffer => (_flags & 1) != 0 ? (int)(_flags >> 16) : -1;

    /// <summary>The request goes on and will complete again.</summary>
    internal bool More => (_flags & 2) != 0;
}
