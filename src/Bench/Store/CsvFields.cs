using System.Globalization;
using CsvHelper;

namespace Bench.Store;

/// <summary>Typed fields of a CSV line; an empty field is null.</summary>
internal static class CsvFields
{
    public static string Text(this CsvReader reader, string column) => reader.GetField(column) ?? "";

    public static double Number(this CsvReader reader, string column) => double.Parse(reader.Text(column), CultureInfo.InvariantCulture);

    public static double? NumberOrNull(this CsvReader reader, string column) => reader.Text(column).Length == 0 ? null : reader.Number(column);

    public static int? CountOrNull(this CsvReader reader, string column) =>
        reader.Text(column) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public static DateTimeOffset? TimeOrNull(this CsvReader reader, string column) =>
        reader.Text(column) is { Length: > 0 } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;
}
