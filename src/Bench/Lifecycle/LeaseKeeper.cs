using System.Text;
using Bench.Diagnostics;
using Bench.Lifecycle.Runs;
using Bench.Transport;

namespace Bench.Lifecycle;

/// <summary>
/// Renews the run's lease file while an orchestrator is attached. The wrapper of every job looks at its age and ends the job when nobody
/// has renewed it for its length: a killed orchestrator that never comes back leaves nothing behind.
/// </summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    /// <summary>The usual length: long enough to run the steps one by one by hand, short enough not to burn an allocation overnight.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(15);

    /// <summary>How long the jobs of a run that was detached on purpose wait for somebody to attach.</summary>
    public static readonly TimeSpan DetachedLength = TimeSpan.FromHours(24);

    /// <summary>A lease that is older than this has no orchestrator: it missed two renewals.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private readonly ITransport _transport;
    private readonly string _path;
    private readonly string _owner;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _timer;

    /// <param name="owner">Who renews it, for <c>Orphans</c>: <see cref="OwnerOf"/>.</param>
    /// <param name="length">After which jobs end themselves.</param>
    public LeaseKeeper(ITransport transport, string path, string owner, TimeProvider clock, TimeSpan length)
    {
        (_transport, _path, _owner, _clock) = (transport, path, owner, clock);
        Latest = RenewAsync();
        var every = length / 5 < Every ? length / 5 : Every;
        _timer = clock.CreateTimer(_ => Renew(), null, every, every);
    }

    /// <summary>The renewal that is under way, or the last one. It does not fail.</summary>
    public Task Latest { get; private set; }

    /// <summary>The lease's second line: the machine and the folder that a run is driven from. A folder that was copied is another one.</summary>
    public static string OwnerOf(RunFolder run) => $"{Environment.MachineName}:{run.Path}";

    /// <summary>Dates the lease ahead, so that nobody is missed until then.</summary>
    /// <exception cref="BenchException">The cluster cannot be reached (status Scheduler).</exception>
    public static async Task DetachAsync(ITransport transport, string path, string owner, TimeProvider clock, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + DetachedLength;
        await transport.WriteAsync(path, Text(until, owner), executable: false, cancellationToken).ConfigureAwait(false);
        await transport.RunAsync(new CommandLine(["touch", "-d", $"@{until.ToUnixTimeSeconds()}", "--", path]), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await Latest.ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Renew()
    {
        // Over a broken line one renewal may take longer than the next is away.
        if (Latest.IsCompleted)
        {
            Latest = RenewAsync();
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            await _transport.WriteAsync(_path, Text(_clock.GetUtcNow(), _owner), executable: false, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is BenchException or IOException or OperationCanceledException)
        {
            // A full disk or a broken line must not end the run from here: the next renewal may succeed, and whoever needs the line says what is wrong.
        }
    }

    private static byte[] Text(DateTimeOffset at, string owner) => Encoding.UTF8.GetBytes($"{at:O}\n{owner}\n");
}
