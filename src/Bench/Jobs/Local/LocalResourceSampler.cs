using Bench.Measurement;
using Bench.Measurement.Machine;

namespace Bench.Jobs.Local;

/// <summary>What local jobs use, by <see cref="ResourceReader"/>: all processes of a job but its wrapper's own.</summary>
internal sealed class LocalResourceSampler(LocalMembers members, IReadOnlyList<JobHandle> jobs, TimeProvider time) : IResourceSampler
{
    private readonly ResourceReader _reader = new(members.Proc, Environment.MachineName, time);

    public Task<IReadOnlyList<SeriesRow>> SampleAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_reader.Read(now => jobs.Select(job =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (JobNames.Short(job.Name), members.CommandOf(job, now));
        })));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
