namespace Bench.Measurement.Pairs;

/// <summary>
/// Any program between two nodes. In its words <c>{{pair.client}}</c>, <c>{{pair.server}}</c> (names), <c>{{pair.client-address}}</c>, <c>{{pair.server-address}}</c>,
/// <c>{{pair.port}}</c> and <c>{{pair.nic}}</c> are replaced; no shell reads them.
/// </summary>
public sealed record PairCommandOptions
{
    /// <summary>Program and arguments on the server's node; empty: there is none.</summary>
    public IReadOnlyList<string> Server { get; init => field = value ?? []; } = [];

    /// <summary>Program and arguments on the client's node.</summary>
    public required IReadOnlyList<string> Client { get; init; }
}
