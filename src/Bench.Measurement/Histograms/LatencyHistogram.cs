using System.Numerics;
using System.Text.Json.Serialization;

namespace Bench.Measurement.Histograms;

/// <summary>
/// Durations in ns, from 1 ns to 1 h with 3 significant digits: HdrHistogram's buckets. Longer ones are recorded as 1 h, negative ones as 0.
/// Recording costs some 2 ns and allocates nothing. Not for several threads at once: one each, merged at the end. The library's own class takes 7 ns, and
/// goes through all buckets for everything else; a running load empties, adds and writes some ten of them a second, beside its threads.
/// </summary>
[JsonConverter(typeof(LatencyHistogramJsonConverter))]
public sealed class LatencyHistogram
{
    /// <summary>The longest duration that is told apart, ns: 1 h.</summary>
    public const long Highest = 3_600_000_000_000;

    private readonly long[] _counts = new long[HdrBuckets.Count];

    // The buckets that may have counts: all work is done between them.
    private int _first = HdrBuckets.Count;
    private int _last = -1;
    private long _min = long.MaxValue;
    private long _max;
    private double _sum;

    /// <summary>Durations recorded.</summary>
    public long Count { get; private set; }

    /// <summary>The shortest, ns, exact; 0 where there is none.</summary>
    public long Min => Count == 0 ? 0 : _min;

    /// <summary>The longest, ns, exact; 0 where there is none.</summary>
    public long Max => _max;

    /// <summary>The mean, ns, exact but for rounding; 0 where there is none.</summary>
    public double Mean => Count == 0 ? 0 : _sum / Count;

    /// <summary>Standard deviation, ns, of the buckets (within 0.1 %); 0 where there is none.</summary>
    public double StandardDeviation => Count == 0 ? 0 : Deviation();

    /// <summary>The durations that were recorded, ns, in rising order, and how often; each stands for those up to 0.1 % below it.</summary>
    public IEnumerable<(long Value, long Count)> Buckets => Enumerable.Range(_first, Math.Max(0, _last - _first + 1)).Where(i => _counts[i] > 0).Select(i => (HdrBuckets.HighestOf(i), _counts[i]));

    /// <summary>Has the kernel give it all its memory now, while it is empty: else the first duration of each range waits for a page, 1 µs to 0.1 ms.</summary>
    public void Prefault() => Array.Clear(_counts);

    /// <summary>Adds one duration, ns.</summary>
    public void Record(long nanoseconds)
    {
        var value = Math.Clamp(nanoseconds, 0, Highest);
        Put(HdrBuckets.IndexOf(value), 1);
        _min = Math.Min(_min, value);
        _max = Math.Max(_max, value);
        _sum += value;
    }

    /// <summary>Adds all that <paramref name="other"/> holds; nothing is lost.</summary>
    public void Add(LatencyHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        AddCounts(other);
        (_first, _last) = (Math.Min(_first, other._first), Math.Max(_last, other._last));
        Count += other.Count;
        _min = Math.Min(_min, other._min);
        _max = Math.Max(_max, other._max);
        _sum += other._sum;
    }

    /// <summary>The union of several histograms.</summary>
    public static LatencyHistogram Merge(IEnumerable<LatencyHistogram> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var whole = new LatencyHistogram();
        foreach (var part in parts)
        {
            whole.Add(part);
        }

        return whole;
    }

    /// <summary>The duration, ns, that <paramref name="percentile"/> percent of all do not exceed (within 0.1 %, never above <see cref="Max"/>); 0 where there is none.</summary>
    /// <param name="percentile">0 to 100.</param>
    public long Percentile(double percentile)
    {
        // As the library rounds it.
        var rank = Math.Max(1, (long)(Math.Min(percentile, 100) / 100 * Count + 0.5));
        if (rank >= Count)
        {
            return _max;
        }

        var counted = 0L;
        for (var i = _first; i <= _last; i++)
        {
            counted += _counts[i];
            if (counted >= rank)
            {
                return Math.Min(HdrBuckets.HighestOf(i), _max);
            }
        }

        return 0;
    }

    /// <summary><see cref="Percentile"/> in seconds, or null where nothing was recorded.</summary>
    public double? PercentileSeconds(double percentile) => Count == 0 ? null : Percentile(percentile) / 1e9;

    /// <summary>Empties it.</summary>
    public void Reset()
    {
        if (_last >= 0)
        {
            Array.Clear(_counts, _first, _last - _first + 1);
        }

        (_first, _last, Count) = (HdrBuckets.Count, -1, 0);
        (_min, _max, _sum) = (long.MaxValue, 0, 0);
    }

    /// <summary>Base64 of HdrHistogram's compressed V2 form, as HDR tools of other languages read it; the values are ns.</summary>
    public string Encode() => HdrCodec.Encode(_counts.AsSpan(0, _last + 1));

    /// <summary>Writes the counts as <see cref="EncodeWritten"/> takes them; neither compresses nor allocates, so it costs µs.</summary>
    /// <returns>The number of bytes.</returns>
    public int WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var bytes = HdrCodec.Payload(_counts.AsSpan(0, _last + 1));
        stream.Write(bytes);
        return bytes.Length;
    }

    /// <summary>What <see cref="Encode"/> gives, of a histogram that <see cref="WriteTo"/> wrote.</summary>
    public static string EncodeWritten(ReadOnlySpan<byte> bytes) => HdrCodec.Text(bytes);

    /// <summary>Reads <see cref="Encode"/>'s form. Min, max and mean are those of the buckets (within 0.1 %).</summary>
    /// <exception cref="FormatException">The text is not such a histogram.</exception>
    public static LatencyHistogram Decode(string base64)
    {
        ArgumentNullException.ThrowIfNull(base64);
        var histogram = new LatencyHistogram();
        histogram.Add(base64);
        return histogram;
    }

    /// <summary>Adds what <see cref="Encode"/> wrote, without making a histogram of it. Min, max and mean are those of the buckets (within 0.1 %).</summary>
    /// <exception cref="FormatException">The text is not such a histogram; a part of it may have been added.</exception>
    public void Add(string base64)
    {
        ArgumentNullException.ThrowIfNull(base64);
        HdrCodec.Decode(base64, (lowest, highest, count) =>
        {
            Put(HdrBuckets.IndexOf(Math.Min(lowest, Highest)), count);
            _min = Math.Min(_min, lowest);
            _max = Math.Max(_max, highest);
            _sum += (lowest + (highest - lowest + 1) / 2) * (double)count;
        });
    }

    /// <summary>As <see cref="Decode(string)"/>, with the exact figures that were stored beside the counts.</summary>
    internal static LatencyHistogram Decode(string base64, long min, long max, double mean)
    {
        var histogram = Decode(base64);
        (histogram._min, histogram._max, histogram._sum) = histogram.Count == 0 ? (long.MaxValue, 0, 0) : (min, max, mean * histogram.Count);
        return histogram;
    }

    // Several at once: a running load adds some every second, beside its threads.
    private void AddCounts(LatencyHistogram other)
    {
        var i = other._first;
        for (; i <= other._last - Vector<long>.Count + 1; i += Vector<long>.Count)
        {
            (new Vector<long>(_counts, i) + new Vector<long>(other._counts, i)).CopyTo(_counts, i);
        }

        for (; i <= other._last; i++)
        {
            _counts[i] += other._counts[i];
        }
    }

    private void Put(int index, long count)
    {
        _counts[index] += count;
        Count += count;
        if (index < _first)
        {
            _first = index;
        }

        if (index > _last)
        {
            _last = index;
        }
    }

    // Each duration stands in the middle of its bucket.
    private double Deviation()
    {
        double sum = 0, squares = 0;
        for (var i = _first; i <= _last; i++)
        {
            sum += HdrBuckets.MiddleOf(i) * (double)_counts[i];
        }

        for (var i = _first; i <= _last; i++)
        {
            var off = HdrBuckets.MiddleOf(i) - sum / Count;
            squares += off * off * _counts[i];
        }

        return Math.Sqrt(squares / Count);
    }
}
