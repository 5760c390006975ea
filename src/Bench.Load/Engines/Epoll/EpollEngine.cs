using Bench.Load.Recording;

namespace Bench.Load.Engines.Epoll;

/// <summary>Plain HTTP over TCP by Linux's own calls: one epoll per worker. The default.</summary>
internal sealed class EpollEngine : LoadEngine
{
    public override string Name => "epoll";

    protected override Worker NewWorker(LoadPlan plan, LoadClock clock, WorkerRecord record, int index) => new EpollWorker(plan, clock, record, index);
}
