namespace Bench.Health;

/// <summary>
/// When to give up. A fixed deadline kills healthy servers that load for long, so it moves along while the log grows, up to a cap.
/// </summary>
/// <param name="timeout">Patience since the start or the last growth.</param>
/// <param name="cap">Patience since the start, whatever the log does.</param>
public sealed class HealthDeadline(DateTimeOffset start, TimeSpan timeout, TimeSpan cap)
{
    private long _logLength;
    private DateTimeOffset _lastGrowth = start;

    /// <summary>When it will be over, as things stand.</summary>
    public DateTimeOffset At => Earlier(_lastGrowth + timeout, start + cap);

    /// <summary>Tells the present length of the log in bytes.</summary>
    public void Saw(long logLength, DateTimeOffset now)
    {
        if (logLength > _logLength)
        {
            _logLength = logLength;
            _lastGrowth = now;
        }
    }

    /// <summary>True where the end came although the log still grew.</summary>
    public bool IsCapped => _lastGrowth + timeout > start + cap;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
