namespace Bench.Store;

/// <summary>Two runs that end at the same time take turns in the store: an advisory lock on a file, given back by the kernel if its owner dies.</summary>
internal static class StoreLock
{
    private const int Attempts = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits up to ten seconds.</summary>
    /// <exception cref="IOException">It is held for longer than that.</exception>
    public static IDisposable Take(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, ".lock");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < Attempts)
            {
                // Saving takes milliseconds; there is no event to wait for.
                Thread.Sleep(Pause);
            }
        }
    }
}
