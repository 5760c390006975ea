using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;

namespace Bench.Load.Pairs;

/// <summary>One measurement of one pair while it is under way. Its steps come as messages, or fail once and for all.</summary>
internal sealed class PairTrial(long id, int repeat, int round, NodePair pair, string? nic, DriverAgent client, DriverAgent server, BatchStart start)
{
    private readonly TaskCompletionSource<int> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<PairMessage.Ended> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _clientReleased = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _serverReleased = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PairMessage.Failed? _failed;
    private long? _startSeen;

    internal long Id => id;

    internal DriverAgent Client => client;

    internal DriverAgent Server => server;

    internal string? Nic => nic;

    /// <summary>The server's port.</summary>
    internal Task<int> Ready => _ready.Task;

    /// <summary>What the client gave.</summary>
    internal Task<PairMessage.Ended> Ended => _ended.Task;

    /// <summary>Nothing runs for it any more, on neither node that answers.</summary>
    internal Task Released => Task.WhenAll(_clientReleased.Task, _serverReleased.Task);

    internal DateTimeOffset? Started { get; private set; }

    internal bool HasFailed => Volatile.Read(ref _failed) is not null;

    /// <summary>For tools whose pairs have no server.</summary>
    internal void NeedNoServer() => _ready.TrySetResult(0);

    /// <summary>The first reason counts.</summary>
    internal void Fail(PairProblem problem, string reason, double? seconds = null)
    {
        if (Interlocked.CompareExchange(ref _failed, new PairMessage.Failed(id, problem, reason, seconds), null) is null)
        {
            _ready.TrySetResult(0);
            _ended.TrySetCanceled();
        }
    }

    internal void Hear(DriverAgent from, PairMessage message, long timestamp)
    {
        switch (message)
        {
            case PairMessage.Ready ready when from == server:
                _ready.TrySetResult(ready.Port);
                break;
            case PairMessage.Started started when from == client:
                (Started, _startSeen) = (started.At, timestamp);
                start.See(timestamp);
                break;
            case PairMessage.Ended ended when from == client:
                _ended.TrySetResult(ended);
                break;
            case PairMessage.Failed failed:
                Fail(failed.Problem, failed.Reason, failed.Seconds);
                break;
            case PairMessage.Released:
                (from == client ? _clientReleased : _serverReleased).TrySetResult();
                break;
        }
    }

    /// <summary>A node fell silent: what was waited for from it does not come.</summary>
    internal void Lose(DriverAgent agent, string silence)
    {
        Fail(PairProblem.NodeSilent, silence);
        (agent == client ? _clientReleased : _serverReleased).TrySetResult();
    }

    internal PairRecord ToRecord(TimeProvider time)
    {
        var ended = _ended.Task is { IsCompletedSuccessfully: true, Result: var result } ? result : null;
        var failed = ended is null ? Volatile.Read(ref _failed) : null;
        var reason = failed?.Reason ?? (ended?.Reading.Reason is { } said ? $"{client.Name} to {server.Name}: {said}" : null);
        return new PairRecord
        {
            Repeat = repeat,
            Round = round,
            Client = pair.Client,
            Server = pair.Server,
            Nic = nic,
            Started = Started,
            Behind = _startSeen is { } seen ? time.GetElapsedTime(start.First, seen).TotalSeconds : null,
            Seconds = ended?.Seconds ?? failed?.Seconds,
            Values = ended?.Reading.Values ?? new Dictionary<string, double>(),
            Samples = ended?.Reading.Samples ?? [],
            Problem = failed?.Problem ?? ended?.Reading.Problem,
            Reason = reason,
            Output = ended?.Output,
        };
    }
}
