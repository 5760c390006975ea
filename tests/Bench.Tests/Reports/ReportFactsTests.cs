using Bench.Reports;

namespace Bench.Tests.Reports;

public class ReportFactsTests
{
    [Theory]
    [InlineData(99.956, "99.95")]
    [InlineData(99.669, "99.6")]
    [InlineData(99.9, "99.9")]
    [InlineData(99, "99")]
    [InlineData(87.4, "87")]
    [InlineData(0, "0")]
    public void Percentile_IsNeverRoundedUp(double percentile, string expected) => Assert.Equal(expected, ReportFacts.Percentile(percentile));
}
