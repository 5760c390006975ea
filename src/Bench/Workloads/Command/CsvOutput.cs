using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Bench.Workloads.Command;

/// <summary>Numbers of a column of CSV with a header line.</summary>
internal static class CsvOutput
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        MissingFieldFound = null,
        BadDataFound = null,
        TrimOptions = TrimOptions.Trim,
    };

    public static IReadOnlyList<double> Find(string output, string column)
    {
        using var reader = new CsvReader(new StringReader(output), Configuration);
        if (!reader.Read() || !reader.ReadHeader() || reader.HeaderRecord is not { } header)
        {
            throw new OutputException("it is empty.");
        }

        if (!header.Contains(column))
        {
            throw new OutputException($"there is no column '{column}' (there are {string.Join(", ", header.Select(h => $"'{h}'"))}).");
        }

        var found = new List<double>();
        while (reader.Read())
        {
            if (double.TryParse(reader.GetField(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            {
                found.Add(value);
            }
        }

        return found.Count > 0 ? found : throw new OutputException($"column '{column}' has no number.");
    }
}
