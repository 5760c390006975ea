using System.Runtime.InteropServices;
using System.Text;

namespace Bench.Transport;

/// <summary>Collects what a process writes to a pipe; what has come so far can be read at any time.</summary>
internal sealed class LocalOutput
{
    private readonly List<byte> _bytes = [];

    public LocalOutput(Stream pipe) => Completion = CollectAsync(pipe);

    /// <summary>Done when the pipe is closed. It does not fail.</summary>
    public Task Completion { get; }

    public string Text
    {
        get
        {
            lock (_bytes)
            {
                return Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_bytes));
            }
        }
    }

    private async Task CollectAsync(Stream pipe)
    {
        var buffer = new byte[8192];
        try
        {
            for (int count; (count = await pipe.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
            {
                lock (_bytes)
                {
                    _bytes.AddRange(buffer.AsSpan(0, count));
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The process object was disposed: nobody asks for the rest.
        }
    }
}
