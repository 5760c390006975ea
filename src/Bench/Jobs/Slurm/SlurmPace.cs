namespace Bench.Jobs.Slurm;

/// <summary>How often the scheduler itself is asked: from 1 s after news to 30 s without, varied so that many runs do not ask in step.</summary>
internal sealed class SlurmPace(TimeProvider time)
{
    private static readonly PollPacing Pauses = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), 0.2);

    // The pause of 5 s.
    private const int Calm = 4;

    private long? _asked;
    private TimeSpan _pause;
    private int _unchanged;

    public bool IsDue => _asked is not { } asked || time.GetElapsedTime(asked) >= _pause;

    /// <summary>It was asked just now.</summary>
    public void Asked()
    {
        _asked = time.GetTimestamp();
        _pause = Pauses.Pause(_unchanged++);
    }

    /// <summary>Something changed: the next question may come soon, but never at once.</summary>
    /// <param name="waits">Whether a job waits still. Of those that run, their files tell all but the death of a node.</param>
    public void Changed(bool waits = true)
    {
        _unchanged = waits ? 0 : Calm;
        _pause = _asked is null ? TimeSpan.Zero : Pauses.Pause(_unchanged);
    }
}
