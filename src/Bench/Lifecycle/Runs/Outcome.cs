using System.Text.Json.Serialization;
using Bench.Jobs;

namespace Bench.Lifecycle.Runs;

/// <summary>How one run of one workload went: <c>results/&lt;point&gt;/&lt;repeat&gt;/&lt;workload&gt;/outcome.json</c>. Where it is, the run is not repeated.</summary>
/// <param name="Fingerprint">Hash of the scripts of client and services: what was measured with what.</param>
/// <param name="Problem">Null where it went well, else a sentence for the report.</param>
public sealed record Outcome(
    string Job,
    string Point,
    string Repeat,
    string Workload,
    [property: JsonConverter(typeof(JsonStringEnumConverter<JobPhase>))] JobPhase Phase,
    int? ExitCode,
    DateTimeOffset Started,
    DateTimeOffset Ended,
    string Fingerprint,
    string? Problem)
{
    /// <summary>False for warm-up runs (<c>w1</c>, …), which are thrown away.</summary>
    [JsonIgnore]
    public bool Counts => Repeat.StartsWith('r');
}
