using Bench.Jobs;
using Bench.Transport;

namespace Bench.Tests.Lifecycle;

/// <summary>Jobs that do as they are told, and a record of what was asked.</summary>
internal sealed class FakeBackend : IJobBackend
{
    public string Scheduler => "fake";

    public ITransport Transport { get; } = new LocalTransport();

    /// <summary>The names of what was submitted.</summary>
    public List<string> Submitted { get; } = [];

    /// <summary>What a look by name finds: name to id.</summary>
    public Dictionary<string, string> Living { get; } = [];

    /// <summary>What a poll tells of every job.</summary>
    public JobStatus Now { get; set; } = new(JobPhase.Pending);

    /// <summary>Runs before a submission is answered.</summary>
    public Action OnSubmit { get; set; } = () => { };

    public Task<JobHandle> SubmitAsync(JobSpec job, CancellationToken cancellationToken)
    {
        Submitted.Add(job.Name);
        OnSubmit();
        return Task.FromResult(new JobHandle(job.Name, $"{Submitted.Count}", job.Directory));
    }

    public Task<IReadOnlyList<JobHandle>> FindAsync(IReadOnlyDictionary<string, string> jobs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<JobHandle>>([.. jobs.Where(j => Living.ContainsKey(j.Key)).Select(j => new JobHandle(j.Key, Living[j.Key], j.Value))]);

    public Task<IReadOnlyDictionary<string, JobStatus>> PollAsync(IReadOnlyList<JobHandle> jobs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, JobStatus>>(jobs.ToDictionary(j => j.Name, _ => Now));

    public Task StopAsync(IReadOnlyList<JobHandle> jobs, TimeSpan? grace, CancellationToken cancellationToken)
    {
        Now = new JobStatus(JobPhase.Cancelled);
        return Task.CompletedTask;
    }

    public Task<bool?> ListensAsync(JobHandle job, int port, CancellationToken cancellationToken) => Task.FromResult<bool?>(null);

    public Task<IReadOnlyList<JobHandle>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<JobHandle>>([]);

    public IResourceSampler? CreateSampler(IReadOnlyList<JobHandle> jobs) => null;

    public ValueTask DisposeAsync() => Transport.DisposeAsync();
}
