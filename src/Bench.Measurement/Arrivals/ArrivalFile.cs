using System.Globalization;

namespace Bench.Measurement.Arrivals;

/// <summary>
/// Arrivals as CSV: comments after #, a header line, and then the due time of one request a line, in s from the load's start (its warm-up first), with
/// nine decimals. Further columns are passed over, so that files of other tools can be read.
/// </summary>
public static class ArrivalFile
{
    /// <summary>Times that are read at most: 160 MB of memory for each process.</summary>
    public const int Most = 20_000_000;

    /// <summary>Writes a plan up to the end of its measurement.</summary>
    /// <param name="comments">What made it, for people.</param>
    public static void Write(string path, ArrivalPlan plan, IEnumerable<string> comments)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(comments);
        using var file = new StreamWriter(path) { NewLine = "\n" };
        file.WriteLine("# bench/arrivals/1: one request a line, due so many seconds after the load's start");
        foreach (var comment in comments)
        {
            file.WriteLine("# " + comment.ReplaceLineEndings(" "));
        }

        file.WriteLine("due_s");
        var end = (plan.WarmupSeconds + plan.DurationSeconds) * 1e9;
        var stream = plan.Begin();
        for (var due = stream.Next(); due < end; due = stream.Next())
        {
            var (seconds, rest) = Math.DivRem((long)due, 1_000_000_000);
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds}.{rest:D9}"));
        }
    }

    /// <summary>Reads due times, ns.</summary>
    /// <exception cref="InvalidDataException">A line is no time, earlier than the one before, or there are none or too many; the message names the line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static double[] Read(string path)
    {
        var times = new List<double>();
        var number = 0;
        var header = true;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var text = line.AsSpan().Trim();
            if (text.IsEmpty || text[0] == '#')
            {
                continue;
            }

            var cell = text.IndexOf(',') is >= 0 and var comma ? text[..comma].TrimEnd() : text;
            var isTime = double.TryParse(cell, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var seconds);
            if (!isTime && header)
            {
                header = false;
                continue;
            }

            header = false;
            if (!isTime || !(seconds < 1e8))
            {
                throw new InvalidDataException($"line {number} begins with no time in seconds.");
            }

            var due = Math.Round(seconds * 1e9);
            if (times.Count > 0 && due < times[^1])
            {
                throw new InvalidDataException($"line {number} is earlier than the time before it.");
            }

            if (times.Count == Most)
            {
                throw new InvalidDataException($"there are more than {Most:N0} times.");
            }

            times.Add(due);
        }

        return times.Count > 0 ? [.. times] : throw new InvalidDataException("there is no time in it.");
    }
}
