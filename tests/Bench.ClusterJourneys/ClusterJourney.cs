namespace Bench.ClusterJourneys;

/// <summary>
/// A journey on the testbed. It begins when the cluster is well, also after the faults of the one before, and in the end no job of it may be
/// in the queue.
/// </summary>
public abstract class ClusterJourney : IAsyncLifetime
{
    private protected static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private protected ClusterPlace Place { get; private set; } = null!;

    private protected string[] HelloHttp => ["--recipe", Place.Recipe("hello-http.yaml"), "--cluster", "testbed", .. Workplace.Quick];

    public async Task InitializeAsync()
    {
        await Testbed.AwaitHealthyAsync();
        Place = new ClusterPlace();
    }

    public async Task DisposeAsync()
    {
        var left = await Place.JobsLeftAsync();
        if (left.Count > 0)
        {
            await Testbed.ExecAsync("login", ["scancel", .. left.Select(job => job.Id)]);
            await Testbed.UntilAsync(
                async () => (await Place.JobsLeftAsync()).Count == 0, () => $"scancel did not end {string.Join(", ", left)}");
        }

        Place.Dispose();
        // What Slurm is still clearing away has ended.
        Assert.DoesNotContain(left, job => job.State != "COMPLETING");
    }
}
