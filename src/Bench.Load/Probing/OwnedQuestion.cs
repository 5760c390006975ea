using Bench.Load.Sampling;
using Bench.Measurement.Machine;

namespace Bench.Load.Probing;

/// <summary>
/// A good answer counts only where a process of the job listens on the port: on a node that others use too, a foreign service may answer there.
/// Where descriptors of the job's processes may not be read, nobody can tell, and the answer counts.
/// </summary>
internal sealed class OwnedQuestion(IQuestion question, ProcFileSystem proc, string job, int port) : IQuestion
{
    private readonly JobProcesses _processes = new(proc, job, JobProcesses.GroupHere);

    public async Task<ProbeAnswer> AskAsync(CancellationToken cancellationToken)
    {
        var answer = await question.AskAsync(cancellationToken).ConfigureAwait(false);
        return answer.Good && TcpListeners.Listens(proc, _processes.Find(proc.Snapshot()), port) == false
            ? new ProbeAnswer(false, $"port {port} is another process's ({answer.Detail})")
            : answer;
    }
}
