namespace Bench.Workloads.Wrk2;

/// <summary>Whose program it was; the same words mean other things in each.</summary>
internal enum Wrk2Dialect
{
    /// <summary>wg/wrk: a closed loop.</summary>
    Wrk,

    /// <summary>giltene/wrk2: a rate, latency from the intended time.</summary>
    Giltene,

    /// <summary>The wrk2 of DeathStarBench: a rate and laws of arrival, latency from the actual write.</summary>
    DeathStarBench,
}
