using Bench.Measurement.Histograms;

namespace Bench.Load.Recording;

/// <summary>
/// Keeps the histograms of the seconds, in order, in a file without a name until the load is over: some 10 KB a second, which in memory would be 100 MB in an
/// hour or two, and work for the garbage collector in the midst of the load. Where there is no room for a file, memory has to do.
/// </summary>
internal sealed class SecondSpool : IDisposable
{
    private readonly List<int> _lengths = [];
    private Stream _stream = Open();

    public void Dispose() => _stream.Dispose();

    /// <summary>Adds one, or a place that is empty where it has no values.</summary>
    internal void Add(LatencyHistogram histogram)
    {
        if (histogram.Count == 0)
        {
            _lengths.Add(0);
            return;
        }

        try
        {
            _lengths.Add(histogram.WriteTo(_stream));
        }
        catch (IOException)
        {
            ToMemory();
            _lengths.Add(histogram.WriteTo(_stream));
        }
    }

    /// <summary>All that were added, in order, as <see cref="LatencyHistogram.Encode"/> writes them; null for empty ones.</summary>
    internal IEnumerable<string?> Read()
    {
        _stream.Position = 0;
        foreach (var length in _lengths)
        {
            var bytes = new byte[length];
            _stream.ReadExactly(bytes);
            yield return length == 0 ? null : LatencyHistogram.EncodeWritten(bytes);
        }

        _stream.Position = _stream.Length;
    }

    private static Stream Open()
    {
        try
        {
            // No buffer: what was written can be read back, whatever happens to a later write.
            var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            var stream = new FileStream(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            File.Delete(file);
            return stream;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new MemoryStream();
        }
    }

    // The disk is full: what is whole there goes to memory.
    private void ToMemory()
    {
        var memory = new MemoryStream();
        var whole = _lengths.Sum(l => (long)l);
        _stream.Position = 0;
        var part = new byte[64 << 10];
        for (int read; whole > 0 && (read = _stream.Read(part, 0, (int)Math.Min(whole, part.Length))) > 0; whole -= read)
        {
            memory.Write(part, 0, read);
        }

        _stream.Dispose();
        _stream = memory;
    }
}
