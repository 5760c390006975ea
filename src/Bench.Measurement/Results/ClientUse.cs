namespace Bench.Measurement.Results;

/// <summary>What the client itself used while it measured: whether it was the bottleneck.</summary>
public sealed record ClientUse
{
    /// <summary>CPU time in user mode, s, of the whole process.</summary>
    public required double UserSeconds { get; init; }

    /// <summary>CPU time in the kernel, s, of the whole process.</summary>
    public required double SystemSeconds { get; init; }

    /// <summary>CPU time of the load threads / (threads · measured seconds). Precise pacing spins before each send, and busy pacing always, so 1 does not yet mean saturated.</summary>
    public required double CpuShare { get; init; }

    /// <summary>Share of the measured time in which the busiest load thread had work to do, neither waiting nor spinning: near 1 the client is saturated.</summary>
    public required double BusyShare { get; init; }

    /// <summary>Share of the machine's CPU time that the hypervisor gave to others; null where the system does not tell.</summary>
    public double? StealShare { get; init; }

    /// <summary>Garbage collections of the process while it measured: each halts all load threads. 0 is what a run should have; null in files of older versions.</summary>
    public long? GcCount { get; init; }

    /// <summary>Managed memory that the load threads allocated while they measured, B: 0 for the sending of requests; null in files of older versions.</summary>
    public long? AllocatedBytes { get; init; }

    /// <summary>CPUs that the process may use.</summary>
    public int Processors { get; init; }

    internal static ClientUse Merge(IReadOnlyList<ClientUse> parts) => new()
    {
        UserSeconds = parts.Sum(p => p.UserSeconds),
        SystemSeconds = parts.Sum(p => p.SystemSeconds),
        CpuShare = parts.Max(p => p.CpuShare),
        BusyShare = parts.Max(p => p.BusyShare),
        StealShare = parts.Max(p => p.StealShare),
        GcCount = parts.Sum(p => p.GcCount),
        AllocatedBytes = parts.Sum(p => p.AllocatedBytes),
        Processors = parts.Sum(p => p.Processors),
    };
}
