using System.Text.Json.Serialization;

namespace Bench.Reports.Pairs;

/// <summary>Rounds, column by column; all lists are as long as each other. Empty where there are more than <see cref="Most"/>.</summary>
public sealed record PairRounds
{
    /// <summary>Of a thousand nodes, all-to-all has two thousand.</summary>
    public const int Most = 5000;

    public static PairRounds None { get; } = new() { Repeat = [], Round = [], Nic = [], Pairs = [], Failed = [], Median = [], Skew = [] };

    /// <summary>The repeat of the recipe, from 1.</summary>
    [JsonConverter(typeof(CompactNumbers))]
    public required IReadOnlyList<double?> Repeat { get; init; }

    /// <summary>Null where all rounds ran at once.</summary>
    [JsonConverter(typeof(CompactNumbers))]
    public required IReadOnlyList<double?> Round { get; init; }

    /// <summary>Index of the network interface, from 0.</summary>
    [JsonConverter(typeof(CompactNumbers))]
    public required IReadOnlyList<double?> Nic { get; init; }

    [JsonConverter(typeof(CompactNumbers))]
    public required IReadOnlyList<double?> Pairs { get; init; }

    [JsonConverter(typeof(CompactNumbers))]
    public required IReadOnlyList<double?> Failed { get; init; }

    /// <summary>Of the primary metric.</summary>
    [JsonConverter(typeof(CompactNumbers))]
    public required IReadOnlyList<double?> Median { get; init; }

    /// <summary>Seconds from the first client's start to the last one's; null where they were not to start together.</summary>
    [JsonConverter(typeof(CompactNumbers))]
    public required IReadOnlyList<double?> Skew { get; init; }
}
