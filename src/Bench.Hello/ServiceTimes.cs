using System.Globalization;
using System.Text;

namespace Bench.Hello;

/// <summary>What the service itself says of its answers: from the request's arrival, or the end of the stall that held it, until the answer was handed over.</summary>
public sealed class ServiceTimes
{
    /// <summary>Times that are kept: the first.</summary>
    public const int Most = 1 << 20;

    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _times = [];

    public void Add(TimeSpan time)
    {
        lock (_lock)
        {
            if (_times.Count < Most)
            {
                _times.Add(time);
            }
        }
    }

    /// <summary>One a line, µs with one decimal, in the order in which they ended.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        lock (_lock)
        {
            foreach (var time in _times)
            {
                text.Append(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:F1}\n");
            }
        }

        return text.ToString();
    }
}
