using Bench.Health;
using Bench.Jobs;

namespace Bench.Lifecycle.Steps;

/// <summary>Before a good answer counts, the listener of the port must belong to the job: another process on the port is never taken for the service.</summary>
internal sealed class OwnListenerProbe(IProbe probe, IJobBackend backend, JobRecord job, int port) : IProbe
{
    public async Task<ProbeAnswer> AskAsync(CancellationToken cancellationToken)
    {
        var answer = await probe.AskAsync(cancellationToken).ConfigureAwait(false);
        return answer.Good && port != 0
            && await backend.ListensAsync(job.Handle!, port, cancellationToken).ConfigureAwait(false) == false
            ? new ProbeAnswer(false, $"port {port} is served by a process that is not the service's")
            : answer;
    }
}
