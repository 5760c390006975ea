namespace Bench.Workloads.Wrk2;

/// <summary>What a wrk or wrk2 said at its end. Times in s.</summary>
internal sealed record Wrk2Report
{
    public required Wrk2Dialect Dialect { get; init; }

    /// <summary>Answers of any status.</summary>
    public required long Requests { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Requests per second, of the whole run.</summary>
    public required double Rate { get; init; }

    /// <summary>To the digits that were printed, B.</summary>
    public required double BytesRead { get; init; }

    public double? Mean { get; init; }

    public double? Stdev { get; init; }

    public double? Max { get; init; }

    /// <summary>Latencies that were recorded, where the program says so; fewer than the requests where it calibrated first.</summary>
    public long? Samples { get; init; }

    /// <summary>Latency by percentile, 0 to 100.</summary>
    public required IReadOnlyDictionary<double, double> Percentiles { get; init; }

    public long ConnectErrors { get; init; }

    public long ReadErrors { get; init; }

    public long WriteErrors { get; init; }

    public long Timeouts { get; init; }

    /// <summary>Answers with a status of 400 or more.</summary>
    public long StatusErrors { get; init; }
}
