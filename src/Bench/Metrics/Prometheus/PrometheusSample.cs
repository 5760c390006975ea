namespace Bench.Metrics.Prometheus;

/// <summary>One line of a scrape.</summary>
/// <param name="Labels">Sorted by name.</param>
/// <param name="Time">Where the line tells one.</param>
public sealed record PrometheusSample(string Name, IReadOnlyList<KeyValuePair<string, string>> Labels, double Value, DateTimeOffset? Time = null)
{
    /// <summary>Name and labels in one spelling: <c>requests_total{code="200",method="get"}</c>.</summary>
    public string Series => Labels.Count == 0 ? Name : $"{Name}{{{string.Join(',', Labels.Select(l => $"{l.Key}=\"{Escape(l.Value)}\""))}}}";

    /// <summary>By the ending that the conventions prescribe: <c>s</c>, <c>B</c> or <c>1</c>.</summary>
    public string Unit
    {
        get
        {
            if (Name.EndsWith("_count", StringComparison.Ordinal) || Name.EndsWith("_bucket", StringComparison.Ordinal))
            {
                return "1"; // of a histogram: how often, whatever was measured
            }

            var name = Cut(Cut(Cut(Name, "_total"), "_sum"), "_max");
            return name.EndsWith("_seconds", StringComparison.Ordinal) ? "s" : name.EndsWith("_bytes", StringComparison.Ordinal) ? "B" : "1";
        }
    }

    /// <summary>A bucket of a histogram.</summary>
    public bool IsBucket => Name.EndsWith("_bucket", StringComparison.Ordinal) && Labels.Any(l => l.Key == "le");

    private static string Cut(string name, string ending) => name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length] : name;

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
