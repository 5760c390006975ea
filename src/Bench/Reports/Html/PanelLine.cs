namespace Bench.Reports.Html;

/// <param name="Name">What the legend calls it; lines of one name share an entry.</param>
/// <param name="Points">Seconds on the shared axis, ascending, and values in the panel's unit.</param>
internal sealed record PanelLine(string Name, Style Style, IReadOnlyList<Sample> Points);
