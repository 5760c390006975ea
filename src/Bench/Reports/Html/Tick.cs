namespace Bench.Reports.Html;

/// <summary>A mark on an axis. Minor ticks have no label.</summary>
internal readonly record struct Tick(double Value, string Label)
{
    public bool IsMajor => Label.Length > 0;
}
