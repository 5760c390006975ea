using Bench.Measurement;

namespace Bench.Jobs.Local;

/// <summary>stub</summary>
internal sealed class LocalResourceSampler(LocalMembers members, IReadOnlyList<JobHandle> jobs, TimeProvider time) : IResourceSampler
{
    public Task<IReadOnlyList<SeriesRow>> SampleAsync(CancellationToken cancellationToken)
    {
        _ = (members, jobs, time);
        return Task.FromResult<IReadOnlyList<SeriesRow>>([]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
