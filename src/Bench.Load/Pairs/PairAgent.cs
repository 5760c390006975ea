using System.Collections.Concurrent;
using System.Net;
using Bench.Measurement.Machine;
using Bench.Measurement.Pairs;

namespace Bench.Load.Pairs;

/// <summary>
/// One node's part: starts servers and clients of pairs from the plan that it read itself, as the driver says, and tells what became of them. However its talk with
/// the driver ends, what it started has ended when it is done.
/// </summary>
internal sealed class PairAgent(PairPlan plan, IPairTool tool, string node, PairLedger ledger, TimeProvider time)
{
    /// <summary>How often both sides say that they are there.</summary>
    internal static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>So many beats without a word from the driver, and it is lost. Beats and not seconds: those of a time in which we were frozen do not count.</summary>
    private const int MostSilentBeats = 30;

    /// <summary>How often a server is started, each time on another port, where the one before was taken.</summary>
    private const int Attempts = 3;

    /// <summary>What the tool command printed is kept up to here, in letters: reports read figures from it, not books.</summary>
    private const int MostText = 64 << 10;

    private readonly ProcFileSystem _proc = new();
    private readonly ConcurrentDictionary<long, Work> _work = [];
    private int _silentBeats;

    /// <summary>True: the driver said that all is done. False: it was lost.</summary>
    internal async Task<bool> RunAsync(PairLink link, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var beating = BeatAsync(link, end);
        try
        {
            while (await link.ReceiveAsync(end.Token).ConfigureAwait(false) is { } message)
            {
                Volatile.Write(ref _silentBeats, 0);
                switch (message)
                {
                    case PairMessage.Finish:
                        return true;
                    case PairMessage.Serve serve when IsPlace(serve.Place):
                        Begin(serve.Pair, stop => ServeAsync(link, serve, stop));
                        break;
                    case PairMessage.Run run when IsPlace(run.Place):
                        Begin(run.Pair, stop => RunClientAsync(link, run, stop));
                        break;
                    case PairMessage.Release release:
                        _ = ReleaseAsync(link, release.Pair);
                        break;
                }
            }

            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false; // no word for too long
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await beating.ConfigureAwait(false);
            await Task.WhenAll(_work.Keys.Select(EndAsync)).ConfigureAwait(false);
        }
    }

    // The driver has proved who it is. All the same, what becomes a word of a command is what it should be.
    private static bool IsPlace(PairPlace place) =>
        IPAddress.TryParse(place.ClientAddress, out _) && IPAddress.TryParse(place.ServerAddress, out _) && place.Port is >= 0 and <= 65535
        && !place.Client.StartsWith('-') && !place.Server.StartsWith('-');

    private async Task BeatAsync(PairLink link, CancellationTokenSource end)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(end.Token).ConfigureAwait(false))
            {
                link.Send(new PairMessage.Alive());
                if (Interlocked.Increment(ref _silentBeats) > MostSilentBeats)
                {
                    await end.CancelAsync().ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // All is over.
        }
    }

    private void Begin(long pair, Func<CancellationToken, Task> run)
    {
        var stop = new CancellationTokenSource();
        if (!_work.TryAdd(pair, new Work(stop, new Lazy<Task>(() => Task.Run(() => run(stop.Token))))))
        {
            stop.Dispose();
            return;
        }

        _ = _work[pair].Running.Value;
    }

    private async Task ReleaseAsync(PairLink link, long pair)
    {
        await EndAsync(pair).ConfigureAwait(false);
        link.Send(new PairMessage.Released(pair));
    }

    private async Task EndAsync(long pair)
    {
        if (_work.TryRemove(pair, out var work))
        {
            await work.Stop.CancelAsync().ConfigureAwait(false);
            await work.Running.Value.ConfigureAwait(false);
            work.Stop.Dispose();
        }
    }

    private async Task ServeAsync(PairLink link, PairMessage.Serve serve, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            PairChild? child = null;
            try
            {
                var port = ServerPort.Free();
                var words = tool.Server(plan, serve.Place with { Port = port });
                child = PairChild.Start(words, node);
                ledger.Add(child);
                // Words that do not name the port say nothing of one that would have to be open.
                var named = !words.SequenceEqual(tool.Server(plan, serve.Place with { Port = 0 }));
                await UntilOpenAsync(child, named ? port : 0, stop).ConfigureAwait(false);
                if (!child.Ended.IsCompleted)
                {
                    link.Send(new PairMessage.Ready(serve.Pair, port));
                    await child.Ended.WaitAsync(stop).ConfigureAwait(false);
                    return;
                }

                var output = await child.Ended.ConfigureAwait(false);
                var said = output.Errors + "\n" + output.Output;
                if (attempt == Attempts || !IsTaken(said))
                {
                    throw new PairException(PairProblem.ServerFailed, $"The server on {node} ended at once with status {output.Status}: {LastLine(said)}");
                }
            }
            catch (PairException e)
            {
                link.Send(new PairMessage.Failed(serve.Pair, e.Problem, e.Message));
                return;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            finally
            {
                await EndAsync(child).ConfigureAwait(false);
            }
        }
    }

    private async Task UntilOpenAsync(PairChild child, int port, CancellationToken stop)
    {
        var rest = TimeSpan.FromMilliseconds(2);
        while (!child.Ended.IsCompleted && port != 0 && !ServerPort.IsOpen(_proc, child.Pid, port))
        {
            // Servers are up within milliseconds, mostly; those that are not must not cost a look at all processes each time.
            await Task.WhenAny(child.Ended, Task.Delay(rest, time, stop)).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            rest = rest < TimeSpan.FromMilliseconds(100) ? 2 * rest : rest;
        }
    }

    private async Task RunClientAsync(PairLink link, PairMessage.Run run, CancellationToken stop)
    {
        PairChild? child = null;
        try
        {
            child = PairChild.Start(tool.Client(plan, run.Place), node);
            link.Send(new PairMessage.Started(run.Pair, time.GetUtcNow()));
            ledger.Add(child);
            var output = await child.Ended.WaitAsync(TimeSpan.FromSeconds(run.LimitSeconds), time, stop).ConfigureAwait(false);
            link.Send(new PairMessage.Ended(run.Pair, child.Took.TotalSeconds, Read(child, output), tool.Name == "command" ? Cut(output.Output) : null));
        }
        catch (PairException e)
        {
            link.Send(new PairMessage.Failed(run.Pair, e.Problem, e.Message));
        }
        catch (TimeoutException)
        {
            await EndAsync(child).ConfigureAwait(false);
            link.Send(new PairMessage.Failed(
                run.Pair, PairProblem.TimedOut, $"The client on {node} did not end within {run.LimitSeconds:0.#} s and was ended.", child?.Took.TotalSeconds));
        }
        catch (OperationCanceledException)
        {
            // The driver has given the pair up.
        }
        finally
        {
            await EndAsync(child).ConfigureAwait(false);
        }
    }

    private PairReading Read(PairChild child, ToolOutput output)
    {
        var reading = tool.Read(plan, output);
        return reading.Problem == PairProblem.Unreadable && child.WasCut
            ? PairReading.Of(PairProblem.Unreadable, $"{tool.Name} printed more than {PairChild.MostOutput >> 20} MiB.")
            : reading;
    }

    private async Task EndAsync(PairChild? child)
    {
        if (child is not null)
        {
            await child.EndAsync().ConfigureAwait(false);
            ledger.Remove(child);
        }
    }

    private static bool IsTaken(string said) =>
        said.Contains("in use", StringComparison.OrdinalIgnoreCase) || said.Contains("unable to bind", StringComparison.OrdinalIgnoreCase);

    private static string LastLine(string said) => said.Split('\n').Select(l => l.Trim()).LastOrDefault(l => l.Length > 0) is not { } line ? "it said nothing."
        : line.Length > 300 ? line[..300] + "…" : line;

    private static string Cut(string text) => text.Length > MostText ? text[..MostText] : text;

    private sealed record Work(CancellationTokenSource Stop, Lazy<Task> Running);
}
