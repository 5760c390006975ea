using Bench.Measurement.Machine;

namespace Bench.Jobs.Local;

/// <summary><c>started.json</c>: the wrapper's own process.</summary>
internal sealed record LocalStarted(string Job, int Pid, long StartTime, string Boot, string Nonce)
{
    public LocalJobId Id => new(Pid, StartTime, Boot.Length > ProcFileSystem.BootLength ? Boot[..ProcFileSystem.BootLength] : Boot);
}
