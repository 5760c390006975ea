using System.Collections.Concurrent;
using System.Net;
using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;

namespace Bench.Load.Pairs;

/// <summary>
/// Steps through a pattern: servers of a batch start, and when all are ready the clients are told to go together. What goes wrong with a pair is that pair's
/// record; a node that does not answer costs its own pairs, and each of them but a moment.
/// </summary>
internal sealed class PatternDriver
{
    /// <summary>How often it is looked whether agents answer.</summary>
    private static readonly TimeSpan LookTime = TimeSpan.FromMilliseconds(250);

    /// <summary>So many looks without a word, and an agent is silent: 5 s, five of its beats.</summary>
    private const int MostSilentLooks = 20;

    /// <summary>Beyond the time that an agent has for something, how long its word is waited for.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(3);

    private readonly PairPlan _plan;
    private readonly IPairTool _tool;
    private readonly PatternRecords _records;
    private readonly TimeProvider _time;
    private readonly DriverAgent[] _agents;
    private readonly ConcurrentDictionary<long, PairTrial> _trials = [];
    private readonly TaskCompletionSource _allCame = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastId;
    private int _awaited;

    /// <param name="names">Of the nodes, as far as they are known.</param>
    /// <param name="awaited">How many agents are to come.</param>
    internal PatternDriver(PairPlan plan, IPairTool tool, IReadOnlyList<string> names, int awaited, PatternRecords records, TimeProvider time)
    {
        (_plan, _tool, _records, _time) = (plan, tool, records, time);
        _agents = [.. Enumerable.Range(0, plan.Pattern.Nodes).Select(i => new DriverAgent(i, names[i], time))];
        _awaited = Math.Min(awaited, plan.Pattern.Nodes);
    }

    /// <summary>By which others reach this node, for agents that reached the driver by a loopback address; null: none is known.</summary>
    internal string? OwnAddress { get; init; }

    internal PairNodes Nodes => new([.. _agents.Select(a => a.ToNode())]);

    internal int Came => _agents.Count(a => a.HasCome);

    /// <summary>Done when all agents came.</summary>
    internal Task AllCame => _allCame.Task;

    /// <summary>Whether an agent is one of the nodes.</summary>
    internal bool Knows(PairMessage.Hello hello)
    {
        var known = Find(hello) is not null;
        if (!known)
        {
            Console.Error.WriteLine($"bench-load: the agent of {hello.Name} (number {hello.Index}) is none of the plan's {_agents.Length} nodes.");
        }

        return known;
    }

    private void Take(DriverAgent agent, PairMessage.Hello hello, PairLink link)
    {
        var first = !agent.HasCome;
        var known = hello.Address ?? (IPAddress.IsLoopback(link.Remote) ? OwnAddress : null) ?? link.Remote.ToString();
        if (agent.Take(link, hello.Name, new Dictionary<string, string>(hello.Addresses) { [""] = known }) is not null)
        {
            // What the one before it was asked for does not come any more.
            Lose(agent, $"The agent of {agent.Name} began anew.");
        }

        if (first && Interlocked.Decrement(ref _awaited) == 0)
        {
            _allCame.TrySetResult();
        }
    }

    /// <summary>Takes an agent that is known, and hears it until its connection ends.</summary>
    internal async Task HearAsync(PairMessage.Hello hello, PairLink link, CancellationToken cancellationToken)
    {
        var agent = Find(hello)!;
        Take(agent, hello, link);
        try
        {
            while (await link.ReceiveAsync(cancellationToken).ConfigureAwait(false) is { } message)
            {
                agent.Hear();
                if (PairOf(message) is { } pair && _trials.TryGetValue(pair, out var trial) && (agent == trial.Client || agent == trial.Server))
                {
                    trial.Hear(agent, message, _time.GetTimestamp());
                }
            }
        }
        finally
        {
            if (agent.Lose(link) && !cancellationToken.IsCancellationRequested)
            {
                Lose(agent, agent.Silence!);
            }
        }
    }

    /// <summary>Says that we are there, and finds who is not, until it is cancelled.</summary>
    internal async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookTime, _time);
        try
        {
            for (var look = 1; await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false); look++)
            {
                var beat = look % (int)(PairAgent.Beat / LookTime) == 0;
                foreach (var agent in _agents)
                {
                    if (beat)
                    {
                        agent.Beat();
                    }

                    if (agent.Look(MostSilentLooks) && agent.Silence is { } silence)
                    {
                        Lose(agent, silence);
                    }
                }

                if (beat)
                {
                    _records.WriteProgress();
                }
            }
        }
        catch (OperationCanceledException)
        {
            _records.WriteProgress();
        }
    }

    /// <summary>Plays the whole. When it is cancelled, the pairs under way are <see cref="PairProblem.Stopped"/>, and those behind them are left out.</summary>
    internal async Task PlayAsync(CancellationToken cancellationToken)
    {
        var first = true;
        foreach (var nic in _plan.Nics.DefaultIfEmpty<string?>(null))
        {
            foreach (var batch in PatternSchedule.Of(_plan.Pattern))
            {
                if (!first && _plan.GapSeconds > 0)
                {
                    await Task.Delay(TimeSpan.FromSeconds(_plan.GapSeconds), _time, cancellationToken).ConfigureAwait(false);
                }

                first = false;
                cancellationToken.ThrowIfCancellationRequested();
                await PlayAsync(batch, nic, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Tells all agents that it is over.</summary>
    internal void Finish()
    {
        foreach (var agent in _agents)
        {
            agent.Send(new PairMessage.Finish());
        }
    }

    private static long? PairOf(PairMessage message) => message switch
    {
        PairMessage.Ready m => m.Pair,
        PairMessage.Started m => m.Pair,
        PairMessage.Ended m => m.Pair,
        PairMessage.Failed m => m.Pair,
        PairMessage.Released m => m.Pair,
        _ => null,
    };

    // By name where the plan has names, whole or up to the first dot; else by its number in the allocation.
    private DriverAgent? Find(PairMessage.Hello hello)
    {
        static string Short(string name) => name.Split('.')[0];
        if (_plan.Nodes.Count > 0)
        {
            var names = _plan.Nodes.Take(_agents.Length).ToList();
            var whole = names.IndexOf(hello.Name);
            var index = whole >= 0 ? whole : names.FindIndex(n => Short(n) == Short(hello.Name));
            return index >= 0 ? _agents[index] : null;
        }

        return hello.Index >= 0 && hello.Index < _agents.Length ? _agents[hello.Index] : null;
    }

    private void Lose(DriverAgent agent, string silence)
    {
        foreach (var trial in _trials.Values.Where(t => t.Client == agent || t.Server == agent))
        {
            trial.Lose(agent, silence);
        }
    }

    private async Task PlayAsync(PatternBatch batch, string? nic, CancellationToken cancellationToken)
    {
        var start = new BatchStart();
        var trials = batch.Pairs
            .Select(p => new PairTrial(++_lastId, batch.Repeat, p.Round, p.Pair, nic, _agents[p.Pair.Client], _agents[p.Pair.Server], start)).ToList();
        foreach (var trial in trials)
        {
            _trials[trial.Id] = trial;
        }

        // Pairs under way when a signal comes say so at once; what they run ends with their agents.
        using var stopped = cancellationToken.Register(() => trials.ForEach(t => t.Fail(PairProblem.Stopped, "The run was stopped while this pair was measured.")));
        await Task.WhenAll(trials.Select(ServeAsync)).ConfigureAwait(false);
        foreach (var trial in trials.Where(t => !t.HasFailed))
        {
            // No wait in between, for the ports are known: this is what starts them together.
            trial.Client.Send(new PairMessage.Run(trial.Id, Place(trial, await trial.Ready.ConfigureAwait(false)), Limit));
        }

        await Task.WhenAll(trials.Select(t => EndAsync(t, cancellationToken))).ConfigureAwait(false);
        foreach (var trial in trials)
        {
            _trials.TryRemove(trial.Id, out _);
        }
    }

    /// <summary>How long a client may run, s.</summary>
    private double Limit => _tool.Expected(_plan).TotalSeconds + _plan.GraceSeconds;

    private async Task ServeAsync(PairTrial trial)
    {
        if (trial.Client.Silence is { } silentClient)
        {
            trial.Lose(trial.Client, silentClient);
        }

        if (trial.Server.Silence is { } silentServer)
        {
            trial.Lose(trial.Server, silentServer);
        }

        if (!trial.HasFailed && (MissingNic(trial.Client, trial.Nic) ?? MissingNic(trial.Server, trial.Nic)) is { } missing)
        {
            trial.Fail(PairProblem.NicMissing, missing);
        }

        if (trial.HasFailed)
        {
            return;
        }

        if (_tool.Server(_plan, Place(trial, 0)).Count == 0)
        {
            trial.NeedNoServer();
            return;
        }

        trial.Server.Send(new PairMessage.Serve(trial.Id, Place(trial, 0)));
        if (!await WithinAsync(trial.Ready, TimeSpan.FromSeconds(_plan.GraceSeconds)).ConfigureAwait(false))
        {
            trial.Fail(PairProblem.ServerFailed, $"The server on {trial.Server.Name} was not ready within {_plan.GraceSeconds:0.#} s.");
        }
    }

    private async Task EndAsync(PairTrial trial, CancellationToken cancellationToken)
    {
        if (!trial.HasFailed && !await WithinAsync(trial.Ended, TimeSpan.FromSeconds(Limit) + Slack).ConfigureAwait(false))
        {
            trial.Fail(PairProblem.TimedOut, $"{trial.Client.Name} told nothing of its client within {Limit + Slack.TotalSeconds:0.#} s.");
        }

        _records.Write(trial.ToRecord(_time));
        foreach (var (agent, other) in ((DriverAgent, DriverAgent)[])[(trial.Client, trial.Server), (trial.Server, trial.Client)])
        {
            agent.Send(new PairMessage.Release(trial.Id));
            if (agent.Silence is { } silence)
            {
                trial.Lose(agent, silence);
            }
        }

        // The next batch must not run beside what is left of this one.
        if (!cancellationToken.IsCancellationRequested)
        {
            await WithinAsync(trial.Released, Slack).ConfigureAwait(false);
        }
    }

    // Where we were frozen, the time is over and the word lies in the socket: it has another moment.
    private async Task<bool> WithinAsync(Task task, TimeSpan limit)
    {
        foreach (var part in (TimeSpan[])[limit, LookTime])
        {
            if (await Task.WhenAny(task, Task.Delay(part, _time)).ConfigureAwait(false) == task)
            {
                return true;
            }
        }

        return false;
    }

    private static string? MissingNic(DriverAgent agent, string? nic) =>
        nic is null || agent.Addresses.ContainsKey(nic) ? null : $"{agent.Name} has no address on the interface '{nic}'.";

    private static PairPlace Place(PairTrial trial, int port) => new(
        trial.Client.Name, trial.Client.Addresses[trial.Nic ?? ""], trial.Server.Name, trial.Server.Addresses[trial.Nic ?? ""], port, trial.Nic);
}
