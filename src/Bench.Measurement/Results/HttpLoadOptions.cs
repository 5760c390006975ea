namespace Bench.Measurement.Results;

/// <summary>What the load was asked to be.</summary>
public sealed record HttpLoadOptions
{
    /// <summary>The URL with its path and query; user names and passwords in it are left out.</summary>
    public required string Url { get; init; }

    public string Method { get; init; } = "GET";

    /// <summary>1/s, over all connections, the mean of the measurement; of a part its share of the whole load's; 0 for a closed loop.</summary>
    public required double Rate { get; init; }

    /// <summary>Where the rate was not one number, as it was written for the whole load: <c>100..1k@30s,1k@1m</c>, or <c>max</c>.</summary>
    public string? RateStages { get; init; }

    /// <summary>As fast as possible: nothing was due, each request counts as due when it was sent. Corrected and uncorrected latency are the same then.</summary>
    public bool ClosedLoop { get; init; }

    public required int Connections { get; init; }

    public required int Threads { get; init; }

    /// <summary>The CPUs that its threads were tied to, as in <c>2-5,9</c>; null where the kernel chose.</summary>
    public string? Cpus { get; init; }

    /// <summary>Of the measurement, without the warm-up.</summary>
    public required double DurationSeconds { get; init; }

    public double WarmupSeconds { get; init; }

    /// <summary>Name of the arrival law: <c>fixed</c>, <c>exp</c>, <c>norm</c>, <c>uniform</c>, <c>gamma</c>; <c>file</c> for times that were read, <c>max</c> for a closed loop.</summary>
    public string Arrivals { get; init; } = "fixed";

    /// <summary>Where the times were read from.</summary>
    public string? ArrivalsFile { get; init; }

    /// <summary>Standard deviation of the gaps as a share of their mean (<c>norm</c> only).</summary>
    public double? Sigma { get; init; }

    /// <summary>Shape of the gaps (<c>gamma</c> only).</summary>
    public double? Burstiness { get; init; }

    public long Seed { get; init; } = 1;

    /// <summary>From a request's send to its complete answer.</summary>
    public double TimeoutSeconds { get; init; } = 10;

    /// <summary>The longest wait for answers after the last request was due.</summary>
    public double DrainSeconds { get; init; } = 10;

    /// <summary><c>precise</c> (ns timer, then a short spin), <c>eco</c> (ns timer alone) or <c>burst</c> (a grid of 1 ms).</summary>
    public string Pacing { get; init; } = "precise";

    /// <summary>The engine asked for; which it was stands in <see cref="HttpLoadResult.Engine"/>.</summary>
    public string Engine { get; init; } = "auto";

    /// <summary>Any certificate of the server was taken (https).</summary>
    public bool Insecure { get; init; }

    /// <summary>Time over which the connections were to be opened, before the load began.</summary>
    public double ConnectOverSeconds { get; init; }

    /// <summary>Which of <see cref="Parts"/> this process was, from 1; null in a merged result.</summary>
    public int? Part { get; init; } = 1;

    /// <summary>Processes over which the arrivals of one plan were dealt.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>Clients that ran side by side; above 1 in a merged result, where rate, connections and threads are sums.</summary>
    public int Clients { get; init; } = 1;
}
