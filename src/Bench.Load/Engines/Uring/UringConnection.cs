using System.Runtime.InteropServices;
using Bench.Load.Http;

namespace Bench.Load.Engines.Uring;

/// <summary>A connection whose socket io_uring serves.</summary>
internal sealed unsafe class UringConnection(int key, ResponseParser parser) : Connection(key, parser)
{
    private byte* _memory;
    private int _size;

    internal int Fd { get; set; } = -1;

    /// <summary>Copies a request to where it stays until the kernel has read it.</summary>
    internal byte* Keep(ReadOnlySpan<byte> request)
    {
        if (request.Length > _size)
        {
            _size = request.Length;
            _memory = (byte*)NativeMemory.Realloc(_memory, (nuint)_size);
        }

        request.CopyTo(new Span<byte>(_memory, _size));
        return _memory;
    }

    internal void Free()
    {
        NativeMemory.Free(_memory);
        _memory = null;
        _size = 0;
    }
}
