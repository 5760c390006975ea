using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Bench.Transport.Ssh;

/// <summary>What a command wrote, without the mark and what stood before it (<see cref="ShellText.Line"/>).</summary>
internal sealed class MarkedOutput(string mark, Stream target)
{
    private readonly byte[] _mark = Encoding.ASCII.GetBytes(mark + " ");
    private readonly ArrayBufferWriter<byte> _before = new();
    private volatile int _process;

    /// <summary>True once the mark has come: the command was begun.</summary>
    public bool IsMarked => _process != 0;

    /// <summary>The command's process there; 0 before the mark has come.</summary>
    public int Process => _process;

    /// <summary>What came before the mark, or instead of it.</summary>
    public string Before => Encoding.UTF8.GetString(_before.WrittenSpan);

    /// <summary>Copies a stream to its end.</summary>
    public void ReadAll(Stream source)
    {
        var buffer = new byte[65536];
        for (int count; (count = source.Read(buffer, 0, buffer.Length)) > 0;)
        {
            Write(buffer.AsSpan(0, count));
        }
    }

    /// <summary>Copies what has come so far.</summary>
    public void ReadSome(Stream source)
    {
        var buffer = new byte[source.Length];
        Write(buffer.AsSpan(0, buffer.Length == 0 ? 0 : source.Read(buffer, 0, buffer.Length)));
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (IsMarked)
        {
            target.Write(bytes);
            return;
        }

        _before.Write(bytes);
        var all = _before.WrittenSpan;
        var at = all.IndexOf(_mark);
        var end = at < 0 ? -1 : all[at..].IndexOf((byte)'\n');
        if (end > 0 && Utf8Parser.TryParse(all[(at + _mark.Length)..], out int process, out _))
        {
            target.Write(all[(at + end + 1)..]);
            _process = process;
        }
    }
}
