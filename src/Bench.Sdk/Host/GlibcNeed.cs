using System.Buffers.Binary;
using System.Text;

namespace Bench.Sdk.Host;

/// <summary>
/// The glibc that a program needs: the newest of the versions that its dynamic section asks for (DT_VERNEED; ELF gABI and the LSB's symbol versioning), as
/// <c>objdump -p</c> shows them. Of 64-bit little-endian files, which all of Bench's are.
/// </summary>
public static class GlibcNeed
{
    private const string Prefix = "GLIBC_";
    private const int NeededVersions = 0x6ffffffe; // SHT_GNU_verneed

    /// <summary>What the native programs are to run on: RHEL 7 and newer (2.17), so RHEL 8 (2.28), Debian 11, Ubuntu 20.04 and SLES 15 (2.31) as well.</summary>
    public static Version Oldest { get; } = new(2, 17);

    /// <summary>Reads a program's file.</summary>
    /// <returns>Null where it needs none: a static one, or no ELF file.</returns>
    public static Version? Of(string file)
    {
        var bytes = File.ReadAllBytes(file);
        return bytes.AsSpan().StartsWith("\u007fELF\u0002\u0001"u8) ? Names(bytes).Select(Parse).OfType<Version>().Max() : null;
    }

    private static Version? Parse(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && Version.TryParse(name[Prefix.Length..], out var version) ? version : null;

    // The names of all versions that are needed.
    private static List<string> Names(byte[] file)
    {
        var names = new List<string>();
        var (sections, size, count) = ((int)Long(file, 40), Short(file, 58), Short(file, 60));
        for (var section = sections; section < sections + size * count; section += size)
        {
            if (Int(file, section + 4) != NeededVersions)
            {
                continue;
            }

            // Its strings are in the section to which it is linked.
            var strings = (int)Long(file, sections + size * Int(file, section + 40) + 24);
            var library = (int)Long(file, section + 24);
            for (var left = Int(file, section + 44); left > 0; left--)
            {
                var version = library + Int(file, library + 8);
                for (var others = Short(file, library + 2); others > 0; others--)
                {
                    var name = strings + Int(file, version + 8);
                    names.Add(Encoding.ASCII.GetString(file, name, Array.IndexOf(file, (byte)0, name) - name));
                    version += Int(file, version + 12);
                }

                library += Int(file, library + 12);
            }
        }

        return names;
    }

    private static int Short(byte[] file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at));

    private static int Int(byte[] file, int at) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));

    private static long Long(byte[] file, int at) => BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at));
}
