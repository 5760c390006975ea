using Bench.Measurement;

namespace Bench.Jobs;

/// <summary>Reads what jobs use: CPU, memory, threads, IO, network. One call is one moment.</summary>
public interface IResourceSampler : IAsyncDisposable
{
    /// <summary>One sample of every metric and job; counters are differenced to rates against the call before.</summary>
    Task<IReadOnlyList<SeriesRow>> SampleAsync(CancellationToken cancellationToken);
}
