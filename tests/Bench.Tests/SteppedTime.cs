using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Bench.Tests;

/// <summary>A clock that goes on only while somebody waits for it: however late the machine runs a continuation, no time passes meanwhile.</summary>
internal sealed class SteppedTime : FakeTimeProvider
{
    private readonly Channel<CountedTimer> _made = Channel.CreateUnbounded<CountedTimer>();
    private int _waiting;

    public SteppedTime(DateTimeOffset? start = null)
        : base(start ?? DateTimeOffset.UnixEpoch) => AutoAdvanceAmount = TimeSpan.Zero;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new CountedTimer(this);
        timer.Inner = base.CreateTimer(
            s =>
            {
                timer.IsOver(isOver: period == Timeout.InfiniteTimeSpan);
                callback(s);
            },
            state, dueTime, period);
        _made.Writer.TryWrite(timer);
        return timer;
    }

    /// <summary>Advances in steps of <paramref name="step"/> until the work has ended; then it may be awaited.</summary>
    public async Task PassAsync(Task work, TimeSpan step)
    {
        while (!work.IsCompleted)
        {
            if (Volatile.Read(ref _waiting) > 0)
            {
                Advance(step);
            }
            else
            {
                await Task.WhenAny(work, _made.Reader.WaitToReadAsync().AsTask());
                _made.Reader.TryRead(out _);
            }
        }
    }

    private sealed class CountedTimer : ITimer
    {
        private readonly SteppedTime _time;
        private int _over;

        public CountedTimer(SteppedTime time)
        {
            _time = time;
            Interlocked.Increment(ref time._waiting);
        }

        public ITimer? Inner { get; set; }

        public void IsOver(bool isOver)
        {
            if (isOver && Interlocked.Exchange(ref _over, 1) == 0)
            {
                Interlocked.Decrement(ref _time._waiting);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => Inner!.Change(dueTime, period);

        public void Dispose()
        {
            IsOver(isOver: true);
            Inner?.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
