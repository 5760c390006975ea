namespace Bench.Load.CommandLine;

/// <summary>What cannot be written is better known before the work than after it.</summary>
internal static class OutputFolder
{
    /// <exception cref="UsageException">The folder of the file does not exist.</exception>
    internal static void Check(string option, string? path)
    {
        var folder = path is null ? null : Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new UsageException($"{option}: the folder '{folder}' does not exist.");
        }
    }
}
