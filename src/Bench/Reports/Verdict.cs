using System.Text.Json.Serialization;

namespace Bench.Reports;

/// <summary>How far numbers can be trusted; written in capitals.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    [JsonStringEnumMemberName("VALID")]
    Valid,
    [JsonStringEnumMemberName("DEGRADED")]
    Degraded,
    [JsonStringEnumMemberName("INVALID")]
    Invalid,
}
