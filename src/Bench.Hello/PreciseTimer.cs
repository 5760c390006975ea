namespace Bench.Hello;

/// <summary>A timer of <see cref="PreciseTime"/>, which goes off once for each time that it is set, on that one's thread.</summary>
internal sealed class PreciseTimer(PreciseTime time, Action action) : ITimer
{
    private int _setting;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        var setting = Interlocked.Increment(ref _setting);
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            time.Set(this, setting, dueTime);
        }

        return true;
    }

    public void Dispose() => Interlocked.Increment(ref _setting);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A setting is due; one that was changed meanwhile is no matter any more.</summary>
    internal void Fire(int setting)
    {
        if (Volatile.Read(ref _setting) == setting)
        {
            action();
        }
    }
}
