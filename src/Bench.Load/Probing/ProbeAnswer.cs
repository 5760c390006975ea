namespace Bench.Load.Probing;

/// <summary>How a service answered.</summary>
/// <param name="Detail">For people: <c>status 200</c>, <c>ConnectionRefused</c>.</param>
internal sealed record ProbeAnswer(bool Good, string Detail);
