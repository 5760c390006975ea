using Bench.Diagnostics;

namespace Bench.Transport.Ssh;

/// <summary>
/// The one connection of a transport: made at the first call, made again after it broke, by whoever asks first and for all who ask.
/// The first connection is tried once, for what fails then is mostly a mistake; one that stood is dialled for <paramref name="pace"/>'s limit,
/// and after that once for each who asks: winding down does not wait out the limit at every step.
/// </summary>
internal sealed class SshLink(Func<CancellationToken, Task<SshLine>> dial, SshPace pace, string name, Action<string> tell) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _end = new();
    private Task<SshLine>? _line;
    private bool _hasStood;

    /// <summary>A line that is alive, as far as is known.</summary>
    /// <exception cref="BenchException">There is none to be had.</exception>
    public Task<SshLine> LineAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_end.IsCancellationRequested, this);
            if (_line is null || (_line.IsCompleted && !(_line.IsCompletedSuccessfully && _line.Result.IsAlive)))
            {
                _line = ConnectAsync(_line is { IsCompletedSuccessfully: true } ? _line.Result : null);
            }

            return _line.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task<SshLine>? line;
        lock (_lock)
        {
            if (_end.IsCancellationRequested)
            {
                return;
            }

            _end.Cancel();
            line = _line;
        }

        if (line is not null)
        {
            await line.ContinueWith(l => l.IsCompletedSuccessfully ? Blocking.RunAsync(l.Result.Dispose) : Task.CompletedTask, TaskScheduler.Default).Unwrap().ConfigureAwait(false);
        }
    }

    private async Task<SshLine> ConnectAsync(SshLine? broken)
    {
        await Task.Yield();
        if (broken is not null)
        {
            tell($"The connection to {name} broke. Connecting again.");
            broken.GiveUp();
        }

        if (!_hasStood)
        {
            var first = await dial(_end.Token).ConfigureAwait(false);
            _hasStood = true;
            return first;
        }

        _hasStood = false;
        var line = await pace.RepeatAsync(
            dial,
            e => e is BenchException { IsTransient: true },
            (e, wait) => tell($"{((BenchException)e).Diagnostics[0].What} Trying again in {wait.TotalSeconds:0.0} s."),
            _end.Token).ConfigureAwait(false);
        _hasStood = true;
        tell($"Connected to {name} again.");
        return line;
    }
}
