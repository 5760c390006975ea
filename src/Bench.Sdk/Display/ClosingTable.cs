using Bench.Lifecycle;
using Spectre.Console;

namespace Bench.Sdk.Display;

/// <summary>The end of a run on a terminal: verdict, reasons, key figures, where the report is.</summary>
internal static class ClosingTable
{
    public static void Write(IAnsiConsole console, ReportMade report)
    {
        var color = report.Verdict switch
        {
            "VALID" => Color.Green,
            "DEGRADED" => Color.Yellow,
            _ => Color.Red,
        };
        console.WriteLine();
        console.Write(new Text(report.Verdict, new Style(color, decoration: Decoration.Bold)));
        console.Write(new Text($"  {report.Run}\n"));
        foreach (var reason in report.Reasons)
        {
            console.Write(new Text($"  - {reason}\n", new Style(color)));
        }

        if (report.Rows.Count > 0)
        {
            console.Write(Figures(report.Rows));
        }

        // Plain writes: paths are to be copied, not broken at the edge.
        console.Profile.Out.Writer.WriteLine(report.Markdown);
        console.Profile.Out.Writer.WriteLine(report.Html);
        console.Profile.Out.Writer.Flush();
    }

    private static Table Figures(IReadOnlyList<KeyFigure> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("Point").AddColumn("Metric").AddColumn(new TableColumn("Value").RightAligned()).AddColumn("Spread");
        string? last = null;
        foreach (var row in rows)
        {
            table.AddRow(new Text(row.Point == last ? "" : row.Point), new Text(row.Metric), new Text(row.Value), new Text(row.Spread));
            last = row.Point;
        }

        return table;
    }
}
