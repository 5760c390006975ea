namespace Bench.Measurement.Arrivals;

/// <summary>
/// How far the requests follow the law that was asked for, over a sample at the measurement's start. The measures of the record itself are those of
/// the actual sends of all workers together. Where several processes drive the load, each audits its own arrivals, every n-th of the plan: clocks of
/// two machines do not agree to the µs that an audit of the union would need.
/// </summary>
public sealed record ArrivalAudit : ArrivalMeasures
{
    /// <summary>Largest distance of what the client paced, beside chance; what a recipe may set in its stead is <c>validity.max-arrival-distance</c>.</summary>
    public const double DefaultDistance = 0.15;

    /// <summary>Share of planned gaps that were clipped to 0 (<c>norm</c> only).</summary>
    public double ClippedShare { get; init; }

    /// <summary>The same of the times due: what was planned. It has to pass for the law strictly.</summary>
    public ArrivalMeasures? Planned { get; init; }

    /// <summary>
    /// The same of the times at which the client would have sent had a connection always been free: due + its own lateness. So a service that holds
    /// up all connections does not fail the client's audit.
    /// </summary>
    public ArrivalMeasures? Paced { get; init; }

    /// <summary>
    /// KS distance of <see cref="Paced"/>, and for <c>fixed</c> the share of its gaps that are off by more than half a gap, where gaps are long enough for
    /// the client's resolution; null elsewhere.
    /// </summary>
    public double? Distance { get; init; }

    /// <summary>Whether the sample is the law's (there are no <see cref="Failures"/>); null where it is too small to tell, or there is no law.</summary>
    public bool? Passed { get; init; }

    /// <summary>What is wrong, in words; null where nothing is.</summary>
    public IReadOnlyList<string>? Failures { get; init; }

    /// <summary>Audits a sample against its plan.</summary>
    /// <param name="clippedShare">Share of clipped gaps in the plan.</param>
    public static ArrivalAudit Of(ArrivalSample sample, ArrivalPlan plan, double clippedShare = 0)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(plan);
        var judge = new ArrivalJudge(plan, sample);
        var sent = judge.Measure(sample.Sent);
        var (planned, paced) = (judge.Measure(sample.Due), judge.Measure(sample.Paced));
        var failures = judge.Failures(planned, paced);
        return new ArrivalAudit
        {
            Gaps = sent.Gaps,
            RateError = sent.RateError,
            GapCv = sent.GapCv,
            DispersionIndex = sent.DispersionIndex,
            KsDistance = sent.KsDistance,
            ClippedShare = clippedShare,
            Planned = planned,
            Paced = paced,
            Distance = judge.Distance(paced),
            Passed = judge.CanTell ? failures.Count == 0 : null,
            Failures = judge.CanTell && failures.Count > 0 ? failures : null,
        };
    }

    /// <summary>The audits of parts that ran side by side: means weighted by the gaps, and the worst KS distance. They stay those of the parts, not of the union; one that failed fails all.</summary>
    public static ArrivalAudit Merge(IReadOnlyList<ArrivalAudit> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var sent = ArrivalMeasures.Merge(parts);
        return new ArrivalAudit
        {
            Gaps = sent.Gaps,
            RateError = sent.RateError,
            GapCv = sent.GapCv,
            DispersionIndex = sent.DispersionIndex,
            KsDistance = sent.KsDistance,
            ClippedShare = Mean(parts, p => p.ClippedShare) ?? 0,
            Planned = Of(p => p.Planned),
            Paced = Of(p => p.Paced),
            Distance = parts.Max(p => p.Distance),
            Passed = parts.Any(p => p.Passed == false) ? false : parts.All(p => p.Passed is null) ? null : true,
            Failures = parts.SelectMany(p => p.Failures ?? []).Distinct().ToList() is { Count: > 0 } failures ? failures : null,
        };

        ArrivalMeasures? Of(Func<ArrivalAudit, ArrivalMeasures?> of) =>
            parts.Select(of).OfType<ArrivalMeasures>().ToList() is { Count: > 0 } known ? ArrivalMeasures.Merge(known) : null;
    }
}
