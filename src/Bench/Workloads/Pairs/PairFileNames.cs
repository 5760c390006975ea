using System.Text;

namespace Bench.Workloads.Pairs;

/// <summary>The files in <c>metrics/</c> that workloads between nodes add; none of them is a time series.</summary>
public static class PairFileNames
{
    public const string Pairs = "pairs.csv";
    public const string Rounds = "rounds.csv";
    public const string Medians = "medians.csv";

    private const string MatrixPrefix = "matrix-";

    /// <summary><c>matrix-p1-net-throughput.csv</c>, with <c>-ib0</c> where the interface has a name. Parts are made safe: recipes and nodes chose them.</summary>
    public static string Matrix(string point, string workload, string metric, string nic)
    {
        ArgumentNullException.ThrowIfNull(nic);
        return MatrixPrefix + Safe(point) + "-" + Safe(workload) + "-" + Safe(metric) + (nic.Length > 0 ? "-" + Safe(nic) : "") + ".csv";
    }

    /// <summary>True for the name of one of these files.</summary>
    public static bool Has(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name is Pairs or Rounds or Medians || name.StartsWith(MatrixPrefix, StringComparison.Ordinal);
    }

    // Any other character is told by its number, so that two names stay two.
    private static string Safe(string name)
    {
        var safe = new StringBuilder();
        foreach (var c in name)
        {
            _ = char.IsAsciiLetterOrDigit(c) || c is '.' ? safe.Append(c)
                : c is '/' or '-' ? safe.Append('-')
                : c is '_' ? safe.Append('_')
                : safe.Append('_').Append(((int)c).ToString("x", System.Globalization.CultureInfo.InvariantCulture));
        }

        return safe.Length <= MostOfName ? safe.ToString() : safe.ToString(0, MostOfName);
    }

    private const int MostOfName = 60;
}
