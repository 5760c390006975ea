namespace Bench.Lifecycle.Runs;

/// <summary>Who drives a run now, as the run's lock file tells it.</summary>
public sealed record LockOwner(int Pid, string Host, string User, DateTimeOffset Since);
