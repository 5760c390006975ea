using Bench.Diagnostics;
using Bench.Jobs;
using Bench.Jobs.Local;
using Bench.Jobs.Slurm;
using Bench.Transport;
using Bench.Transport.Ssh;

namespace Bench.Lifecycle;

/// <summary>The backends that this build has, by the <c>scheduler:</c> of cluster files.</summary>
internal static class Backends
{
    /// <param name="tell">Told what happens to the line: it broke, it is back.</param>
    /// <param name="passphrase">Asks for that of a key; null where there is nobody to ask.</param>
    public static IJobBackend Create(JobSite site, TimeProvider clock, Action<string> tell, Func<string, string?>? passphrase) => site.Scheduler switch
    {
        "local" => new LocalJobs(clock),
        "slurm" => new SlurmJobs(Line(site, clock, tell, passphrase), site, clock),
        _ => throw new BenchException(ExitStatus.Usage, new Diagnostic(
            Codes.SchedulerMissing, null,
            $"This version of Bench has no backend for the scheduler '{site.Scheduler}'.",
            "Do use a cluster with 'scheduler: slurm', or '--cluster local'.")),
    };

    private static ITransport Line(JobSite site, TimeProvider clock, Action<string> tell, Func<string, string?>? passphrase)
    {
        if (site.Ssh is null)
        {
            return new LocalTransport(clock);
        }

        var transport = new SshTransport(site.Ssh, site.SshConfig, clock, new SshOptions { Passphrase = passphrase });
        transport.Told += tell;
        return transport;
    }
}
