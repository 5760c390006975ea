using System.Globalization;

namespace Bench.Measurement.Machine;

/// <summary>CPUs as Linux writes them: <c>2-5,9</c> (cpuset(7), "List format").</summary>
public static class CpuList
{
    /// <summary>The highest number that is understood.</summary>
    public const int Highest = 1023;

    /// <summary>The CPUs in the order in which they are written; null where <paramref name="text"/> is no list, or names one twice.</summary>
    public static IReadOnlyList<int>? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cpus = new List<int>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || Number(ends[0]) is not { } first || Number(ends[^1]) is not { } last || last < first)
            {
                return null;
            }

            cpus.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return cpus.Distinct().Count() == cpus.Count ? cpus : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Highest ? number : null;
}
