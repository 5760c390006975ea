using System.Text.Json;

namespace Bench.Measurement.Pairs;

/// <summary>The nodes of a pattern: <c>nodes.json</c> in the result's folder, written once all have come.</summary>
/// <param name="Nodes">By index.</param>
public sealed record PairNodes(IReadOnlyList<PairNode> Nodes)
{
    public const string FileName = "nodes.json";

    /// <exception cref="JsonException">It is no such file.</exception>
    public static PairNodes FromJson(string json) => JsonSerializer.Deserialize(json, PairJson.Default.PairNodes) ?? throw new JsonException("The file is empty.");

    public string ToJson() => JsonSerializer.Serialize(this, PairJson.Default.PairNodes) + "\n";
}
