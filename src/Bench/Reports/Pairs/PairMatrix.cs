using System.Text.Json.Serialization;
using Bench.Recipes;

namespace Bench.Reports.Pairs;

/// <summary>The matrix of a metric: rows are clients, columns servers, cells medians over the repeats. What was not measured is null.</summary>
public sealed record PairMatrix
{
    /// <summary>The tool's name for it: <c>throughput</c>.</summary>
    public required string Metric { get; init; }

    public required string Unit { get; init; }

    [JsonConverter(typeof(LowerCaseEnumConverter<Direction>))]
    public required Direction Better { get; init; }

    /// <summary>Id of what exactly was measured.</summary>
    public required string Definition { get; init; }

    /// <summary>The same in a line for people.</summary>
    public required string Description { get; init; }

    /// <summary>The network interface; null for the addresses that nodes are known by.</summary>
    public string? Nic { get; init; }

    /// <summary>The file in <c>metrics/</c> that has all of it.</summary>
    public required string File { get; init; }

    /// <summary>The median of all cells.</summary>
    public double? Median { get; init; }

    /// <summary>The median of each client.</summary>
    [JsonConverter(typeof(CompactNumbers))]
    public required IReadOnlyList<double?> Rows { get; init; }

    /// <summary>The median of each server.</summary>
    [JsonConverter(typeof(CompactNumbers))]
    public required IReadOnlyList<double?> Columns { get; init; }

    /// <summary>The cells row by row, up to 64 nodes; null beyond.</summary>
    [JsonConverter(typeof(CompactRows))]
    public IReadOnlyList<IReadOnlyList<double?>>? Values { get; init; }
}
