using System.ComponentModel;

namespace Bench.Recipes;

[Description("One kind of request of an http workload; {{row.NAME}} in path, headers and body stands for a column of 'data'.")]
public sealed record HttpRequestSpec
{
    [Description("Its share of the requests is its weight over the sum of all weights.")]
    [Range(0, 1_000_000_000)]
    public double Weight { get; init; } = 1;

    [Description("The HTTP method.")]
    public string Method { get; init; } = "GET";

    [Description("The path, with query; values of rows are escaped as in a URL.")]
    public required string Path { get; init; }

    [Description("Request headers, beside those of the workload.")]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    [Description("The request's body.")]
    public string? Body { get; init; }
}
