using System.Text.Json.Serialization;

namespace Bench.Reports.Pairs;

/// <summary>What is the matter; spelt <c>slow</c>, <c>lossy</c>, <c>unmeasured</c>.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<PairFindingCause>))]
public enum PairFindingCause
{
    /// <summary>Its primary metric is worse.</summary>
    Slow,

    /// <summary>It loses packets.</summary>
    Lossy,

    /// <summary>Its pairs could not be measured.</summary>
    Unmeasured,
}
