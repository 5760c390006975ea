using Bench.Reports;

namespace Bench.Tests.Reports;

public class MarkdownReportTests
{
    [Theory]
    [MemberData(nameof(ReportFiles.Names), MemberType = typeof(ReportFiles))]
    public void Render_Sample_EqualsTheApprovedFile(string name)
    {
        var text = MarkdownReport.Render(ReportFiles.Inputs[name]());
        var golden = ReportFiles.Golden(name);
        if (ReportFiles.Update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
            File.WriteAllText(golden, text);
        }

        Assert.Equal(File.ReadAllText(golden), text);
    }

    [Theory]
    [MemberData(nameof(ReportFiles.Names), MemberType = typeof(ReportFiles))]
    public void Render_Twice_GivesTheSame(string name) =>
        Assert.Equal(MarkdownReport.Render(ReportFiles.Inputs[name]()), MarkdownReport.Render(ReportFiles.Inputs[name]()));

    [Theory]
    [MemberData(nameof(ReportFiles.Names), MemberType = typeof(ReportFiles))]
    public void Render_AnySample_HasNoNumberThatIsNone(string name)
    {
        var text = MarkdownReport.Render(ReportFiles.Inputs[name]());

        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", text, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Stall_SaysWhatAClosedLoopClientWouldHaveMissed()
    {
        var text = MarkdownReport.Render(Samples.Stalling());

        Assert.Contains("p99 from the intended send time is 1.8", text, StringComparison.Ordinal);
        Assert.Contains("A closed-loop client would not have seen it.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_HostileNames_KeepTheTablesWhole()
    {
        var text = MarkdownReport.Render(Samples.Hostile());
        var tables = text.Split('\n').Where(l => l.StartsWith('|')).ToList();

        // Unescaped pipes would add cells: within a table each row has as many as its head.
        foreach (var (row, next) in tables.Zip(tables.Skip(1)))
        {
            if (next.StartsWith("| :--", StringComparison.Ordinal))
            {
                Assert.Equal(Cells(row), Cells(next));
            }
        }

        Assert.DoesNotContain("\n# head", text[..text.IndexOf("<details><summary>Recipe", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.DoesNotContain("[a](java", text[..text.IndexOf("<details><summary>Recipe", StringComparison.Ordinal)].Replace("`", "", StringComparison.Ordinal).Replace("\\[a\\](java", "", StringComparison.Ordinal).Replace("x' \\| tick [a](java", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static int Cells(string row) => row.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|');
}
