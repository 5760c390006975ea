using System.Text.Json;
using Bench.Diagnostics;

namespace Bench.Lifecycle.Catalog;

/// <summary>Reads <c>.nuke/parameters.json</c>: defaults for parameters that a checkout wants for everybody.</summary>
public static class DefaultsFile
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Nothing = [];

    /// <summary>Values by Pascal-case name; a value that is no array is a list of one. No file is no defaults.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Nothing;
        }

        try
        {
            return Parse(bytes, path);
        }
        catch (JsonException broken)
        {
            var place = new SourcePlace(path, (int)(broken.LineNumber ?? -1) + 1, (int)(broken.BytePositionInLine ?? -1) + 1);
            throw new BenchException(
                ExitStatus.Usage,
                new Diagnostic(Codes.BadDefaultsFile, place, "this is not the JSON of a defaults file.", "Write {} for no defaults."));
        }
    }

    private static Dictionary<string, IReadOnlyList<string>> Parse(byte[] bytes, string path)
    {
        using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("not an object", path, 0, 0);
        }

        var values = new Dictionary<string, IReadOnlyList<string>>();
        var errors = new List<Diagnostic>();
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.Name == "$schema")
            {
                continue;
            }

            if (!ParameterCatalog.All.Any(parameter => parameter.Pascal == property.Name))
            {
                var near = Nearest.To(property.Name, ParameterCatalog.All.Select(parameter => parameter.Pascal));
                errors.Add(new Diagnostic(
                    Codes.BadDefaultsFile, new SourcePlace(path), $"there is no parameter '{property.Name}'.",
                    near is null ? "'./build.sh Help' lists them." : $"Did you mean '{near}'?"));
                continue;
            }

            values[property.Name] = property.Value.ValueKind == JsonValueKind.Array
                ? [.. property.Value.EnumerateArray().Select(item => item.ToString())]
                : [property.Value.ToString()];
        }

        return errors.Count == 0 ? values : throw new BenchException(ExitStatus.Usage, errors);
    }
}
