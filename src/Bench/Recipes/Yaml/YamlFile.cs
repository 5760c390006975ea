using System.Text;
using Bench.Diagnostics;

namespace Bench.Recipes.Yaml;

/// <summary>Reads the text of a file: of bounded size, UTF-8, without control characters.</summary>
internal static class YamlFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or null where a diagnostic says why there is none.</summary>
    public static string? ReadText(string path, DiagnosticBag problems)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var buffer = new byte[YamlLimits.Bytes + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return Decode(buffer.AsSpan(0, length), path, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var missing = e is FileNotFoundException or DirectoryNotFoundException;
            problems.Error(Codes.FileNotReadable, new(path),
                missing ? "There is no such file." : $"The file cannot be read: {Shown.Quoted(e.Message)}.",
                "Give the path of a file that can be read.");
            return null;
        }
    }

    public static string? Decode(ReadOnlySpan<byte> bytes, string path, DiagnosticBag problems)
    {
        if (bytes.Length > YamlLimits.Bytes)
        {
            problems.Error(Codes.TooLarge, new(path), "The file is larger than 1 MiB.", "Split it: a recipe has a few kilobytes.");
            return null;
        }

        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            var line = 1 + bytes[..Math.Clamp(e.Index, 0, bytes.Length)].Count((byte)'\n');
            problems.Error(Codes.NotText, new(path, line, 1), "The file is not UTF-8 text.", "Save it as UTF-8.");
            return null;
        }
    }
}
