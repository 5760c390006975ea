using System.Diagnostics.CodeAnalysis;
using System.Net;
using Bench.Load.Requests;
using Bench.Measurement.Arrivals;

namespace Bench.Load.Engines;

/// <summary>All that an engine needs to know, settled before the load begins. Durations in ns.</summary>
internal sealed record LoadPlan
{
    public required IPEndPoint Endpoint { get; init; }

    /// <summary>Null for plain HTTP.</summary>
    public TlsPlan? Tls { get; init; }

    /// <summary>What is sent, as it goes over the wire.</summary>
    public required IRequestSourceFactory Requests { get; init; }

    /// <summary>The due times of the whole plan, whatever part of it is this process's; null for a closed loop, in which each connection sends when it is free.</summary>
    public required ArrivalPlan? Arrivals { get; init; }

    /// <summary>Whether nothing is ever due: as fast as possible. Each request counts as due when it is sent.</summary>
    [MemberNotNullWhen(false, nameof(Arrivals))]
    public bool ClosedLoop => Arrivals is null;

    /// <summary>Which of <see cref="Parts"/> processes this is, from 1.</summary>
    public int Part { get; init; } = 1;

    public int Parts { get; init; } = 1;

    /// <summary>The clock time of the schedule's offset 0; at once where it is null or past.</summary>
    public DateTimeOffset? StartAt { get; init; }

    public required int Connections { get; init; }

    public required int Threads { get; init; }

    /// <summary>The CPUs of the threads, one each; the process's other threads keep off them. Empty: the kernel chooses.</summary>
    public IReadOnlyList<int> Cpus { get; init; } = [];

    public required long Warmup { get; init; }

    /// <summary>Of the measurement.</summary>
    public required long Duration { get; init; }

    public required long Timeout { get; init; }

    public required long Drain { get; init; }

    /// <summary>How long opening all connections shall take, evenly, before the load begins; 0 for as fast as it goes.</summary>
    public long ConnectOver { get; init; }

    /// <summary>Where one of the threads connects to.</summary>
    internal IPEndPoint EndpointOf(int thread) => Requests is IAddressedRequests addressed ? addressed.AddressOf(thread) : Endpoint;

    public Pacing Pacing { get; init; } = Pacing.Precise;

    /// <summary>The due times of one of the threads, from 0, drawn anew; not in a closed loop.</summary>
    internal ArrivalSchedule ScheduleOf(int thread) =>
        ArrivalSchedule.Of((Arrivals ?? throw new InvalidOperationException("A closed loop has no schedule.")).Begin(), Part, Parts, thread, Threads);
}
