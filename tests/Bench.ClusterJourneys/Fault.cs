namespace Bench.ClusterJourneys;

/// <summary>Something on the testbed that is broken until it is undone, in the end by disposing of it: a test that fails leaves no fault.</summary>
internal sealed class Fault : IAsyncDisposable
{
    private string[]? _undo;

    private Fault(string[] undo) => _undo = undo;

    /// <param name="make">The testbed's command that breaks something.</param>
    /// <param name="undo">The one that mends it.</param>
    public static async Task<Fault> MakeAsync(string[] make, string[] undo)
    {
        var fault = new Fault(undo);
        try
        {
            await Testbed.DoAsync(make);
            return fault;
        }
        catch
        {
            await fault.UndoAsync();
            throw;
        }
    }

    /// <summary>Mends it; a second call does nothing.</summary>
    public async Task UndoAsync()
    {
        if (Interlocked.Exchange(ref _undo, null) is { } words)
        {
            await Testbed.DoAsync(words);
        }
    }

    public async ValueTask DisposeAsync() => await UndoAsync();
}
