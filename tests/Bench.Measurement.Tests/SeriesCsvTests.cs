using System.Text;

namespace Bench.Measurement.Tests;

public class SeriesCsvTests
{
    private static string Line(string source, double value = 1)
    {
        var text = new StringBuilder();
        SeriesCsv.AppendLine(text, new SeriesRow(new DateTimeOffset(2026, 11, 22, 16, 12, 33, 5, TimeSpan.FromHours(1)), source, "n", "cpu/cores", value, "cores"));
        return text.ToString();
    }

    [Theory]
    [InlineData("d1-hello", "d1-hello")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData(" a", "\" a\"")]
    public void Fields_are_quoted_where_they_need_it(string source, string field) =>
        Assert.Equal($"2026-11-22T15:12:33.005Z,{field},n,cpu/cores,1,cores\n", Line(source));

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1e21, "1E+21")]
    [InlineData(123456789012, "123456789012")]
    public void Numbers_can_be_read_back_exactly(double value, string text) => Assert.Contains($",{text},", Line("s", value), StringComparison.Ordinal);
}
