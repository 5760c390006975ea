namespace Bench.Load.Http;

/// <summary>Bytes of an answer that somebody wants to see, up to a bound: what comes beyond it is counted by the parser and dropped here.</summary>
internal sealed class KeptBytes(int most)
{
    private byte[] _bytes = [];
    private int _count;

    internal ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _count);

    internal void Clear() => _count = 0;

    internal void Write(ReadOnlySpan<byte> data)
    {
        var part = data[..Math.Min(data.Length, most - _count)];
        if (_count + part.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Min(most, Math.Max(1024, 2 * (_count + part.Length))));
        }

        part.CopyTo(_bytes.AsSpan(_count));
        _count += part.Length;
    }
}
