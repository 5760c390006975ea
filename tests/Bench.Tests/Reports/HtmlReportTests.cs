using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Bench.Tests.Reports;

public class HtmlReportTests
{
    [Theory]
    [MemberData(nameof(ReportFiles.Names), MemberType = typeof(ReportFiles))]
    public void Render_AnySample_IsWellFormedAndWhole(string name)
    {
        var html = ReportFiles.Html(name);
        Save(name, html);
        var page = Parse(html);

        Assert.Single(page.Descendants("h1"));
        Assert.Single(page.Descendants("script"));
        Assert.Equal(page.Descendants().Attributes("id").Count(), page.Descendants().Attributes("id").Select(a => a.Value).Distinct().Count());
        // A box without a sentence says nothing: each section has more than its heading.
        Assert.All(page.Descendants("section"), s => Assert.True(s.Elements().Count() > 1, s.ToString()));
        Assert.All(page.Descendants("figure"), f => Assert.NotEmpty(f.Descendants("path").Concat(f.Descendants("rect"))));
    }

    [Theory]
    [MemberData(nameof(ReportFiles.Names), MemberType = typeof(ReportFiles))]
    public void Render_AnySample_NeedsNothingFromElsewhere(string name)
    {
        var page = Parse(ReportFiles.Html(name));

        Assert.Empty(page.Descendants("link").Concat(page.Descendants("img")).Concat(page.Descendants("iframe")));
        Assert.All(page.Descendants().Attributes("href"), a => Assert.Matches(a.Parent!.Name.LocalName == "image" ? "^data:image/png;base64," : "^#", a.Value));
        Assert.Empty(page.Descendants().Attributes("src"));
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        var ours = string.Concat(page.Descendants("style").Concat(page.Descendants("script")).Select(e => e.Value));
        Assert.DoesNotMatch("https?://|@import|url\\(", ours);
    }

    [Theory]
    [MemberData(nameof(ReportFiles.Names), MemberType = typeof(ReportFiles))]
    public void Render_AnySample_HasNoNumberThatIsNone(string name)
    {
        var body = Parse(ReportFiles.Html(name)).Descendants("main").Single().ToString();

        Assert.DoesNotMatch(new Regex("\\bNaN\\b|Infinity|∞"), body);
    }

    [Fact]
    public void Render_HostileNames_StayText()
    {
        var page = Parse(ReportFiles.Html("hostile"));

        Assert.Contains("<script>alert(1)</script>", page.Descendants("h1").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("alert(1)", page.Descendants("script").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_CancelledRun_SaysSoOnTop()
    {
        var page = Parse(ReportFiles.Html("cancelled"));
        var note = page.Descendants("p").First(p => (string?)p.Attribute("class") == "incomplete");

        Assert.Equal("This run is not complete (cancelled by SIGINT). 2 of 3 points were measured; what there is is shown.", note.Value);
        Assert.True(note.IsBefore(page.Descendants("section").First()));
    }

    [Fact]
    public void Render_EmptyRun_HasASentenceInEachPlace()
    {
        var page = Parse(ReportFiles.Html("empty"));

        Assert.Empty(page.Descendants("svg"));
        Assert.Contains("No point was measured", page.Descendants("main").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_200Points_ShowsTheSweepFirstAndStaysHandy()
    {
        var html = ReportFiles.Html("large");
        var page = Parse(html);

        Assert.True(html.Length < 8_000_000, $"{html.Length} characters");
        Assert.True(page.Descendants("section").Single(s => (string?)s.Attribute("id") == "sweep").IsBefore(page.Descendants("section").Single(s => (string?)s.Attribute("id") == "points")));
        var points = page.Descendants("details").Where(d => (string?)d.Attribute("class") == "point").ToList();
        Assert.Equal(200, points.Count);
        Assert.All(points, p => Assert.Null(p.Attribute("open")));
    }

    [Fact]
    public void Render_UntrustedPercentile_IsMarkedAndDashed()
    {
        var page = Parse(ReportFiles.Html("stalling"));

        Assert.Contains(page.Descendants("dd"), d => d.Value.EndsWith('†'));
        Assert.Contains(page.Descendants("path"), p => ((string?)p.Attribute("class")) == "line c0 dashed");
    }

    private static XDocument Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    // For eyes and browsers: BENCH_REPORTS_TO=/tmp/x keeps what the tests rendered.
    private static void Save(string name, string html)
    {
        if (Environment.GetEnvironmentVariable("BENCH_REPORTS_TO") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, name + ".html"), html);
        }
    }
}
