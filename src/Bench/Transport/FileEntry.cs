namespace Bench.Transport;

/// <summary>A file below a folder that was listed.</summary>
/// <param name="Path">Relative to that folder, with '/'.</param>
/// <param name="Length">Bytes.</param>
public sealed record FileEntry(string Path, long Length, DateTimeOffset Modified);
