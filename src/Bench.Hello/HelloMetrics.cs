using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Bench.Hello;

/// <summary>Counters of the service, in Prometheus's text form.</summary>
public sealed class HelloMetrics
{
    private readonly ConcurrentDictionary<int, StrongBox> _answers = new();
    private long _requests;
    private long _inFlight;

    /// <summary>Requests that came in, answered or not.</summary>
    public long Requests => Volatile.Read(ref _requests);

    public void Begin()
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Increment(ref _inFlight);
    }

    public void End(int status)
    {
        Interlocked.Decrement(ref _inFlight);
        Interlocked.Increment(ref _answers.GetOrAdd(status, _ => new StrongBox()).Value);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("# HELP requests_total Requests received.\n# TYPE requests_total counter\n");
        text.Append(CultureInfo.InvariantCulture, $"requests_total {Requests}\n");
        text.Append("# HELP responses_total Requests that ended, by status.\n# TYPE responses_total counter\n");
        foreach (var (status, count) in _answers.OrderBy(a => a.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"responses_total{{code=\"{status}\"}} {Volatile.Read(ref count.Value)}\n");
        }

        text.Append("# HELP requests_in_flight Requests not yet ended.\n# TYPE requests_in_flight gauge\n");
        text.Append(CultureInfo.InvariantCulture, $"requests_in_flight {Volatile.Read(ref _inFlight)}\n");
        return text.ToString();
    }

    private sealed class StrongBox
    {
        public long Value;
    }
}
