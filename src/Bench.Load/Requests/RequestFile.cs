using System.Text.Json;
using System.Text.Json.Serialization;
using Bench.Load.CommandLine;

namespace Bench.Load.Requests;

/// <summary>The file of <c>--requests</c>, <c>bench/http-requests/1</c>: JSON, camelCase.</summary>
internal sealed record RequestFile
{
    internal const string CurrentSchema = "bench/http-requests/1";

    public string? Schema { get; init; }

    public IReadOnlyList<RequestEntry> Requests { get; init; } = [];

    /// <summary>A CSV file with a header line; a relative path counts from this file's folder.</summary>
    public string? Data { get; init; }

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

/// <summary>One kind of request; <c>{{row.NAME}}</c> in path, headers and body stands for a column of the data.</summary>
internal sealed record RequestEntry
{
    /// <summary>Its share of all is its weight over the sum of weights.</summary>
    public double Weight { get; init; } = 1;

    public string Method { get; init; } = "GET";

    public string Path { get; init; } = "/";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string? Body { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RequestFile))]
internal sealed partial class RequestFileJson : JsonSerializerContext;
