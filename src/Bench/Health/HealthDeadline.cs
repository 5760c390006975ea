namespace Bench.Health;

/// <summary>
/// When to give up. A fixed deadline kills healthy servers that load for long, so it moves along while the log grows, up to a cap.
/// </summary>
/// <param name="timeout">Patience since the start or the last growth.</param>
/// <param name="cap">Patience since the start, whatever the log does.</param>
public sealed class HealthDeadline(DateTimeOffset start, TimeSpan timeout, TimeSpan cap)
{
    private long _logLength;
    private TimeSpan _grewFor;

    /// <summary>When it will be over, as things stand.</summary>
    public DateTimeOffset At => start + (_grewFor + timeout < cap ? _grewFor + timeout : cap);

    /// <summary>Tells the present length of the log in bytes.</summary>
    public void Saw(long logLength, DateTimeOffset now)
    {
        if (logLength > _logLength)
        {
            _logLength = logLength;
            _grewFor = now - start;
        }
    }

    /// <summary>True where the end came although the log still grew.</summary>
    public bool IsCapped => _grewFor + timeout > cap;
}
