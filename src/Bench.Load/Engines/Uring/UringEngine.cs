using Bench.Load.Recording;

namespace Bench.Load.Engines.Uring;

/// <summary>Plain HTTP over TCP by io_uring: one system call for many sends and receives. It needs Linux 6.1, and a system that does not forbid it.</summary>
internal sealed class UringEngine : LoadEngine
{
    public override string Name => "io-uring";

    /// <summary>Why the kernel does not offer what the engine needs; null where it does.</summary>
    internal static string? Refusal()
    {
        try
        {
            using var ring = new Ring(8, 8);
            return null;
        }
        catch (LoadException e)
        {
            return e.Message;
        }
    }

    protected override Worker NewWorker(LoadPlan plan, LoadClock clock, WorkerRecord record, int index) => new UringWorker(plan, clock, record, index);
}
