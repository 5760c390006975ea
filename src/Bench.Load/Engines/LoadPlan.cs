using System.Net;
using Bench.Load.Requests;
using Bench.Measurement.Arrivals;

namespace Bench.Load.Engines;

/// <summary>All that an engine needs to know, settled before the load begins. Durations in ns.</summary>
internal sealed record LoadPlan
{
    public required IPEndPoint Endpoint { get; init; }

    /// <summary>What is sent, as it goes over the wire.</summary>
    public required IRequestSourceFactory Requests { get; init; }

    public required ArrivalLaw Law { get; init; }

    /// <summary>The rate of the whole plan, 1/s, whatever part of it is this process's.</summary>
    public required double Rate { get; init; }

    /// <summary>Which of <see cref="Parts"/> processes this is, from 1.</summary>
    public int Part { get; init; } = 1;

    public int Parts { get; init; } = 1;

    /// <summary>The clock time of the schedule's offset 0; at once where it is null or past.</summary>
    public DateTimeOffset? StartAt { get; init; }

    public required long Seed { get; init; }

    public required int Connections { get; init; }

    public required int Threads { get; init; }

    public required long Warmup { get; init; }

    /// <summary>Of the measurement.</summary>
    public required long Duration { get; init; }

    public required long Timeout { get; init; }

    public required long Drain { get; init; }

    /// <summary>Where one of the threads connects to.</summary>
    internal IPEndPoint EndpointOf(int thread) => Requests is IAddressedRequests addressed ? addressed.AddressOf(thread) : Endpoint;

    /// <summary>The due times of one of the threads, from 0, drawn anew.</summary>
    internal ArrivalSchedule ScheduleOf(int thread) => ArrivalSchedule.Of(Law.Plan(Rate, Seed), Part, Parts, thread, Threads);

    /// <summary>Spin before each send (precise), or trust the kernel's timer (eco).</summary>
    public bool Spin { get; init; } = true;
}
