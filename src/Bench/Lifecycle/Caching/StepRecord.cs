namespace Bench.Lifecycle.Caching;

/// <summary>What a pure step read and wrote when it last ran: <c>steps/&lt;step&gt;.json</c>.</summary>
/// <param name="Tool">The identity of the library's build: other code, other results.</param>
/// <param name="Options">The options that matter to the step.</param>
/// <param name="Inputs">File to content hash. Files are absolute, or relative to the run's folder.</param>
/// <param name="Outputs">File, relative to the run's folder, to content hash.</param>
public sealed record StepRecord(
    string Step,
    string Tool,
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyDictionary<string, string> Inputs,
    IReadOnlyDictionary<string, string> Outputs);
