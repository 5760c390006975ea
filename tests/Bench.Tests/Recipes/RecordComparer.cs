using System.Collections;
using System.Reflection;

namespace Bench.Tests.Recipes;

/// <summary>Compares records with the lists and dictionaries in them; the generated equality of records compares those by reference.</summary>
internal static class RecordComparer
{
    /// <summary>Path of the first difference, or null.</summary>
    public static string? Difference(object? a, object? b, string path = "") => (a, b) switch
    {
        (null, null) => null,
        (null, _) or (_, null) => $"{path}: {a} / {b}",
        (string or ValueType, _) when !a.GetType().Name.StartsWith("KeyValuePair", StringComparison.Ordinal) => a.Equals(b) ? null : $"{path}: {a} / {b}",
        (IEnumerable x, IEnumerable y) => Items(x.Cast<object>().ToList(), y.Cast<object>().ToList(), path),
        _ when a.GetType() != b.GetType() => $"{path}: {a.GetType()} / {b.GetType()}",
        _ => a.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Select(p => Difference(p.GetValue(a), p.GetValue(b), $"{path}.{p.Name}"))
            .FirstOrDefault(d => d is not null),
    };

    private static string? Items(List<object> a, List<object> b, string path) => a.Count != b.Count
        ? $"{path}: {a.Count} / {b.Count} items"
        : a.Select((item, i) => Difference(item, b[i], $"{path}[{i}]")).FirstOrDefault(d => d is not null);
}
