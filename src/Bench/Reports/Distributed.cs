namespace Bench.Reports;

/// <summary>Questions to a <see cref="Distribution"/>.</summary>
internal static class Distributed
{
    /// <summary>True where values count from when a request should have been sent, so that waiting behind a stall counts.</summary>
    public static bool FromIntended(Distribution distribution) =>
        distribution.Definition.Contains("intended", StringComparison.Ordinal);
}
