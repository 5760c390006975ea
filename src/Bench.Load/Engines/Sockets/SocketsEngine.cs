using Bench.Load.Recording;

namespace Bench.Load.Engines.Sockets;

/// <summary>HTTP over .NET's own sockets, with TLS or without: for https, and where there is no epoll. Not for high rates, and paced less sharply.</summary>
internal sealed class SocketsEngine : LoadEngine
{
    public override string Name => "sockets";

    protected override Worker NewWorker(LoadPlan plan, LoadClock clock, WorkerRecord record, int index) => new SocketWorker(plan, clock, record, index);
}
