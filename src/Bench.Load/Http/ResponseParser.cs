namespace Bench.Load.Http;

/// <summary>
/// Reads one response after another from bytes in pieces of any size. Bodies are counted, and kept only where <see cref="Body"/> asks for it. It
/// allocates only for the first head of a connection, and where one is split between two reads.
/// </summary>
internal sealed class ResponseParser
{
    /// <summary>Bytes.</summary>
    internal const int LongestHead = 64 << 10;

    private const int LongestRemembered = 512;

    // What of a head has come so far, where it did not come in one piece.
    private byte[] _carry = [];
    private int _carried;
    // The last head that came in one piece, and what it says: until a second of their clock is over, servers repeat it byte for byte.
    private byte[] _last = [];
    private int _lastLength;
    private ResponseHead _lastFields;
    private Part _part;
    private bool _head;
    private ResponseHead _fields;
    private long _left;
    private int _line;
    private int _sizeLine;

    private enum Part
    {
        Head,
        Body,
        ChunkSize,
        ChunkData,
        ChunkEnd,
        Trailer,
        UntilClose,
        Done,
    }

    /// <summary>Gets the final head's bytes, its blank line included; null where nobody wants them.</summary>
    internal KeptBytes? Head { get; init; }

    /// <summary>Gets the body's bytes, without the chunks' framing; null where nobody wants them.</summary>
    internal KeptBytes? Body { get; init; }

    internal int Status => _fields.Status;

    /// <summary>Whether the connection may carry the next request.</summary>
    internal bool KeepAlive => _fields.KeepAlive && _part == Part.Done;

    /// <summary>Bytes of the body so far, without the chunks' framing.</summary>
    internal long BodyBytes { get; private set; }

    /// <summary>Whether this kind of response can have a body at all.</summary>
    internal bool MayHaveBody => !_head && _fields.Status is not (204 or 304);

    /// <summary>Whether the head is complete.</summary>
    internal bool HasHead => _part != Part.Head;

    /// <summary>Makes ready for the next response.</summary>
    /// <param name="head">It answers a HEAD request: no body follows, whatever its length field says.</param>
    internal void Reset(bool head)
    {
        _part = Part.Head;
        _head = head;
        _carried = 0;
        _fields = default;
        BodyBytes = 0;
        Head?.Clear();
        Body?.Clear();
    }

    /// <summary>Takes bytes that arrived.</summary>
    /// <param name="consumed">How many of them belong to this response; fewer than all only at its end.</param>
    internal ParseState Feed(ReadOnlySpan<byte> data, out int consumed)
    {
        consumed = 0;
        while (true)
        {
            if (_part == Part.Done)
            {
                return ParseState.Done;
            }

            if (consumed == data.Length)
            {
                return ParseState.More;
            }

            var rest = data[consumed..];
            var taken = _part switch
            {
                Part.Head => TakeHead(rest),
                Part.Body or Part.ChunkData or Part.UntilClose => TakeBody(rest),
                Part.ChunkSize => TakeChunkSize(rest),
                _ => TakeLine(rest),
            };
            if (taken < 0)
            {
                return ParseState.Bad;
            }

            consumed += taken;
        }
    }

    /// <summary>The server ended the connection: a body of unknown length is complete by that, all else is not.</summary>
    /// <returns>Whether the response is complete.</returns>
    internal bool Finish()
    {
        if (_part != Part.UntilClose)
        {
            return _part == Part.Done;
        }

        _fields.KeepAlive = false;
        _part = Part.Done;
        return true;
    }

    private int TakeHead(ReadOnlySpan<byte> data)
    {
        if (_carried == 0)
        {
            if (_lastLength > 0 && data.StartsWith(_last.AsSpan(0, _lastLength)))
            {
                _fields = _lastFields;
                BeginBody(data[.._lastLength]);
                return _lastLength;
            }

            var length = ResponseHead.LengthOf(data);
            return length == 0 ? Carry(data) : !Begin(data[..length]) ? -1 : Remember(data[..length]);
        }

        // Only the tail of what is carried can be the beginning of the blank line.
        var before = _carried;
        if (Carry(data) < 0)
        {
            return -1;
        }

        var from = Math.Max(0, before - 3);
        var end = ResponseHead.LengthOf(_carry.AsSpan(from, _carried - from));
        if (end == 0)
        {
            return data.Length;
        }

        _carried = 0;
        return Begin(_carry.AsSpan(0, from + end)) ? from + end - before : -1;
    }

    private int Carry(ReadOnlySpan<byte> data)
    {
        if (_carried > LongestHead)
        {
            return -1;
        }

        if (_carried + data.Length > _carry.Length)
        {
            Array.Resize(ref _carry, Math.Max(1024, 2 * (_carried + data.Length)));
        }

        data.CopyTo(_carry.AsSpan(_carried));
        _carried += data.Length;
        return data.Length;
    }

    private bool Begin(ReadOnlySpan<byte> head)
    {
        if (!ResponseHead.TryParse(head, out _fields))
        {
            return false;
        }

        if (_fields.Status < 200)
        {
            // An interim answer; the real one follows. 101 would end HTTP here, and nobody asked for it.
            var interim = _fields.Status != 101;
            _fields = default;
            return interim;
        }

        BeginBody(head);
        return true;
    }

    // An interim answer is none: it leaves the part as it is.
    private int Remember(ReadOnlySpan<byte> head)
    {
        if (_part != Part.Head && head.Length <= LongestRemembered)
        {
            if (_last.Length < head.Length)
            {
                _last = new byte[LongestRemembered];
            }

            head.CopyTo(_last);
            (_lastLength, _lastFields) = (head.Length, _fields);
        }

        return head.Length;
    }

    private void BeginBody(ReadOnlySpan<byte> head)
    {
        Head?.Write(head);
        (_part, _left) = !MayHaveBody ? (Part.Done, 0)
            : _fields.Chunked ? (Part.ChunkSize, 0)
            : _fields.Length > 0 ? (Part.Body, _fields.Length)
            : _fields.Length == 0 ? (Part.Done, 0)
            : (Part.UntilClose, long.MaxValue);
        (_line, _sizeLine) = (0, 0);
    }

    private int TakeBody(ReadOnlySpan<byte> data)
    {
        var taken = (int)Math.Min(_left, data.Length);
        BodyBytes += taken;
        Body?.Write(data[..taken]);
        if (_part != Part.UntilClose)
        {
            _left -= taken;
        }

        if (_left == 0)
        {
            _part = _part == Part.Body ? Part.Done : Part.ChunkEnd;
            _line = 0;
        }

        return taken;
    }

    // One byte at a time: the line is short, and may be split anywhere. _line: 0 before the first digit, 1 in the digits, 2 in an extension.
    private int TakeChunkSize(ReadOnlySpan<byte> data)
    {
        for (var i = 0; i < data.Length; i++)
        {
            var c = data[i];
            if (++_sizeLine > LongestHead)
            {
                // Zeros or an extension without end.
                return -1;
            }

            if (c == '\n')
            {
                if (_line == 0)
                {
                    return -1;
                }

                _part = _left == 0 ? Part.Trailer : Part.ChunkData;
                (_line, _sizeLine) = (0, 0);
                return i + 1;
            }

            if (_line < 2 && char.IsAsciiHexDigit((char)c))
            {
                if (_left > long.MaxValue >> 5)
                {
                    return -1;
                }

                _left = (_left << 4) + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
                _line = 1;
            }
            else if (_line == 0 || (_line == 1 && c is not ((byte)';' or (byte)'\r' or (byte)' ' or (byte)'\t')))
            {
                return -1;
            }
            else
            {
                _line = 2;
            }
        }

        return data.Length;
    }

    // The empty line after a chunk, or the lines of the trailer up to an empty one. _line counts the bytes of the line.
    private int TakeLine(ReadOnlySpan<byte> data)
    {
        for (var i = 0; i < data.Length; i++)
        {
            if (data[i] == '\n')
            {
                var empty = _line == 0;
                _line = 0;
                if (_part == Part.ChunkEnd)
                {
                    (_part, _left) = (Part.ChunkSize, 0);
                    return i + 1;
                }

                if (empty)
                {
                    _part = Part.Done;
                    return i + 1;
                }
            }
            else if (data[i] != '\r' && (++_line > LongestHead || _part == Part.ChunkEnd))
            {
                return -1;
            }
        }

        return data.Length;
    }
}
