using System.Globalization;
using Bench.Measurement.Pairs;

namespace Bench.Load.Pairs;

/// <summary>A node as the driver sees it: its agent's connection, and whether it answers.</summary>
internal sealed class DriverAgent(int index, string name, TimeProvider time)
{
    private readonly Lock _lock = new();
    private PairLink? _link;
    private DateTimeOffset _heard;
    private int _silentLooks;
    private bool _silent;

    internal int Index => index;

    /// <summary>As the agent says; before it came, as the plan or the scheduler does.</summary>
    internal string Name { get; private set; } = name;

    /// <summary>By network interface; the empty name is the address that it is known by. Empty before it came.</summary>
    internal IReadOnlyDictionary<string, string> Addresses { get; private set; } = new Dictionary<string, string>();

    internal bool HasCome { get; private set; }

    /// <summary>Why it cannot be asked for anything now; null: it can.</summary>
    internal string? Silence
    {
        get
        {
            lock (_lock)
            {
                return !HasCome ? $"The agent of {Name} never came."
                    : _link is null ? $"The agent of {Name} is gone since {Clock(_heard)}."
                    : _silent ? $"{Name} does not answer since {Clock(_heard)}."
                    : null;
            }
        }
    }

    /// <summary>A new connection takes the place of an older one, which may be of an agent that has died.</summary>
    internal PairLink? Take(PairLink link, string name, IReadOnlyDictionary<string, string> addresses)
    {
        lock (_lock)
        {
            var before = _link;
            (Name, Addresses, HasCome, _link) = (name, addresses, true, link);
            Hear();
            return before;
        }
    }

    /// <summary>False: the connection was replaced already.</summary>
    internal bool Lose(PairLink link)
    {
        lock (_lock)
        {
            if (_link != link)
            {
                return false;
            }

            _link = null;
            return true;
        }
    }

    internal void Hear()
    {
        lock (_lock)
        {
            (_heard, _silentLooks, _silent) = (time.GetUtcNow(), 0, false);
        }
    }

    /// <summary>Counts looks without a word, not seconds: those in which we were frozen ourselves do not count. True: it is silent from this look on.</summary>
    internal bool Look(int mostSilentLooks)
    {
        lock (_lock)
        {
            if (_link is null || _silent || ++_silentLooks < mostSilentLooks)
            {
                return false;
            }

            _silent = true;
            return true;
        }
    }

    internal void Send(PairMessage message)
    {
        lock (_lock)
        {
            _link?.Send(message);
        }
    }

    /// <summary>Says that we are there; not to one that does not read what it was told already.</summary>
    internal void Beat()
    {
        lock (_lock)
        {
            if (_link is { Waiting: 0 } link)
            {
                link.Send(new PairMessage.Alive());
            }
        }
    }

    internal PairNode ToNode() => new(index, Name, Addresses);

    private static string Clock(DateTimeOffset at) => at.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
