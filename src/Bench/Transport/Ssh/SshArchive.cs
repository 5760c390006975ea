using System.Formats.Tar;

namespace Bench.Transport.Ssh;

/// <summary>Unpacks an archive that came over the line: of its entries only those that were asked for, each appearing whole.</summary>
internal static class SshArchive
{
    /// <returns>The names that were in it.</returns>
    public static async Task<IReadOnlySet<string>> UnpackAsync(Stream archive, IReadOnlyList<string> names, string localFolder, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = new TarReader(archive);
        while (await NextAsync(reader, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && names.Contains(entry.Name) && found.Add(entry.Name))
            {
                var path = Path.Combine(localFolder, entry.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
                await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                {
                    await (entry.DataStream?.CopyToAsync(file, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
                }

                File.Move(temporary, path, overwrite: true);
            }
        }

        return found;
    }

    // An archive that is damaged has no more entries: what is missing is asked for again, one by one.
    private static async Task<TarEntry?> NextAsync(TarReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.GetNextEntryAsync(copyData: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            return null;
        }
    }
}
