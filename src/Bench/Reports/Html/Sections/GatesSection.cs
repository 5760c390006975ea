namespace Bench.Reports.Html.Sections;

/// <summary>How the recipe's gates went.</summary>
internal static class GatesSection
{
    public static void Write(Page page, RunSummary summary)
    {
        if (summary.Gates.Count == 0)
        {
            return;
        }

        using var section = page.Section("Gates", "gates");
        var failed = summary.Gates.Count(g => g.Passed == false);
        var open = summary.Gates.Count(g => g.Passed is null);
        page.Paragraph($"{summary.Gates.Count(g => g.Passed == true)} passed, {failed} failed" + (open > 0 ? $", {open} could not be judged." : "."));
        var html = page.Markup;
        using (html.In("div", ("class", "scroll")))
        using (html.In("table"))
        using (html.In("tbody"))
        {
            // What failed is what one looks for.
            foreach (var gate in summary.Gates.OrderBy(g => g.Passed switch { false => 0, null => 1, true => 2 }))
            {
                using (html.Line().In("tr"))
                {
                    var (word, css) = gate.Passed switch { true => ("✓ passed", "ok"), false => ("✗ failed", "bad"), null => ("? not judged", "open") };
                    html.Add("td", word, ("class", "gate " + css)).Add("td", gate.Point).Add("td", gate.Metric, ("class", "name")).Add("td", gate.Text);
                }
            }
        }
    }
}
