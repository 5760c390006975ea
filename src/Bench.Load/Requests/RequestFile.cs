using System.Text.Json;
using Bench.Load.CommandLine;

namespace Bench.Load.Requests;

/// <summary>The file of <c>--requests</c>, <c>bench/http-requests/1</c>: JSON, camelCase.</summary>
/// <remarks>Its properties are settable: generated readers give those that are set on creation no defaults of their own.</remarks>
internal sealed record RequestFile
{
    internal const string CurrentSchema = "bench/http-requests/1";

    public string? Schema { get; set; }

    public IReadOnlyList<RequestEntry> Requests { get; set; } = [];

    /// <summary>A CSV file with a header line; a relative path counts from this file's folder.</summary>
    public string? Data { get; set; }

    /// <exception cref="UsageException">It cannot be read, or is no such file.</exception>
    internal static RequestFile Load(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var read = JsonSerializer.Deserialize(file, RequestFileJson.Default.RequestFile);
            return read is { Schema: CurrentSchema }
                ? read
                : throw new UsageException($"--requests {path}: its schema is '{read?.Schema}', not '{CurrentSchema}'.");
        }
        catch (JsonException e)
        {
            throw new UsageException($"--requests {path} is no file of requests: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--requests: {e.Message}");
        }
    }
}
