namespace Bench.Load.Requests;

/// <summary>One kind of request; <c>{{row.NAME}}</c> in path, headers and body stands for a column of the data.</summary>
internal sealed record RequestEntry
{
    /// <summary>Its share of all is its weight over the sum of weights.</summary>
    public double Weight { get; set; } = 1;

    public string Method { get; set; } = "GET";

    public string Path { get; set; } = "/";

    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    public string? Body { get; set; }
}
