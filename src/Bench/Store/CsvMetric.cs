using CsvHelper.Configuration.Attributes;

namespace Bench.Store;

/// <summary>A row of <c>metrics.csv</c>.</summary>
internal sealed class CsvMetric
{
    public CsvMetric()
    {
    }

    public CsvMetric(string run, StoredMetric metric)
    {
        (Run, Point, Set, Name, Value) = (run, metric.Point, metric.Set, metric.Metric, metric.Value);
        (Unit, Better, Definition, N) = (metric.Unit, metric.Better, metric.Definition, metric.N);
        (Min, Max, Stdev) = (metric.Min, metric.Max, metric.Stdev);
    }

    [Name("run")]
    public string Run { get; set; } = "";

    [Name("point")]
    public string Point { get; set; } = "";

    [Name("set")]
    public string Set { get; set; } = "";

    [Name("metric")]
    public string Name { get; set; } = "";

    [Name("value")]
    public double Value { get; set; }

    [Name("unit")]
    public string Unit { get; set; } = "";

    [Name("better")]
    public string Better { get; set; } = "";

    [Name("definition")]
    public string Definition { get; set; } = "";

    [Name("n")]
    public int N { get; set; }

    [Name("min")]
    public double Min { get; set; }

    [Name("max")]
    public double Max { get; set; }

    [Name("stdev")]
    public double? Stdev { get; set; }

    public StoredMetric Metric() => new(Point, Set, Name, Value, Unit, Better, Definition, N, Min, Max, Stdev);
}
