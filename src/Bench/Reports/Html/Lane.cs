namespace Bench.Reports.Html;

/// <summary>A row of bars on the time axis: the steps of the run, its services, its workloads. Bars that overlap go into further rows.</summary>
internal sealed class Lane
{
    private const double RowHeight = 18;
    private const int MostRows = 6;

    private readonly string _name;
    private readonly string _css;
    private readonly List<(TimelineEntry Entry, double From, double To, int Row)> _bars = [];

    /// <param name="seconds">Where on the axis a time is.</param>
    public Lane(string name, string css, IEnumerable<TimelineEntry> entries, Func<DateTimeOffset, double> seconds)
    {
        (_name, _css) = (name, css);
        var free = new List<double>();
        foreach (var entry in entries.OrderBy(e => e.Started).ThenBy(e => e.Name, StringComparer.Ordinal))
        {
            var (from, to) = (seconds(entry.Started), seconds(entry.Ended));
            var row = free.FindIndex(f => f <= from);
            if (row < 0)
            {
                // More rows than that would push the data off the page; the rest is drawn over the last.
                row = Math.Min(free.Count, MostRows - 1);
                if (row == free.Count)
                {
                    free.Add(to);
                }
            }

            free[row] = Math.Max(free[row], to);
            _bars.Add((entry, from, to, row));
        }
    }

    public double Height => ((_bars.Count == 0 ? 0 : _bars.Max(b => b.Row)) + 1) * RowHeight;

    public void Draw(Svg svg, Axis time, double left, double top)
    {
        svg.Text(left - 7, top + 12, _name, "tick end");
        foreach (var (entry, from, to, row) in _bars)
        {
            var (x, y) = (time.Map(from), top + (row * RowHeight));
            var width = Math.Max(1.5, time.Map(to) - x);
            svg.Rect(x, y + 1, width, RowHeight - 4, "bar " + _css, $"{entry.Name}: {Quantity.Duration(entry.Ended - entry.Started)}");
            var text = Svg.Fit(entry.Name, width - 8);
            if (text.Length > 0)
            {
                svg.Text(x + 4, y + 12, text, "barlabel");
            }
        }
    }
}
