namespace Bench.Measurement.Results;

/// <summary>What the load was asked to be.</summary>
public sealed record HttpLoadOptions
{
    /// <summary>The URL with its path and query; user names and passwords in it are left out.</summary>
    public required string Url { get; init; }

    public string Method { get; init; } = "GET";

    /// <summary>1/s, over all connections; of a part its share of the whole load's.</summary>
    public required double Rate { get; init; }

    public required int Connections { get; init; }

    public required int Threads { get; init; }

    /// <summary>Of the measurement, without the warm-up.</summary>
    public required double DurationSeconds { get; init; }

    public double WarmupSeconds { get; init; }

    /// <summary>Name of the arrival law: <c>fixed</c>, <c>exp</c>, <c>norm</c>.</summary>
    public string Arrivals { get; init; } = "fixed";

    /// <summary>Standard deviation of the gaps as a share of their mean (<c>norm</c> only).</summary>
    public double? Sigma { get; init; }

    public long Seed { get; init; } = 1;

    /// <summary>From a request's send to its complete answer.</summary>
    public double TimeoutSeconds { get; init; } = 10;

    /// <summary>The longest wait for answers after the last request was due.</summary>
    public double DrainSeconds { get; init; } = 10;

    /// <summary><c>precise</c> (ns timer, then a short spin) or <c>eco</c> (ns timer alone).</summary>
    public string Pacing { get; init; } = "precise";

    /// <summary>Which of <see cref="Parts"/> this process was, from 1; null in a merged result.</summary>
    public int? Part { get; init; } = 1;

    /// <summary>Processes over which the arrivals of one plan were dealt.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>Clients that ran side by side; above 1 in a merged result, where rate, connections and threads are sums.</summary>
    public int Clients { get; init; } = 1;
}
