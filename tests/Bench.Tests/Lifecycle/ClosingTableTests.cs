using Bench.Lifecycle.Runs;
using Bench.Lifecycle.Steps;
using Bench.Tests.Reports;

namespace Bench.Tests.Lifecycle;

public class ClosingTableTests
{
    [Fact]
    public void A_slow_node_is_told_before_the_reasons_and_its_figures_stand_in_the_table()
    {
        var table = ClosingTable.Of(PairSamples.TwoInterfaces().Summary, new RunFolder("/tmp/run"));

        Assert.StartsWith("The way between mel2008 and mel2009 is slow on all interfaces: ", table.Reasons[0], StringComparison.Ordinal);
        Assert.StartsWith("mel2005 is slow on ib0: ", table.Reasons[1], StringComparison.Ordinal);
        Assert.Contains("measurements of 'net' failed", table.Reasons[2], StringComparison.Ordinal);
        Assert.Equal(["net/throughput/median", "net/throughput/worst", "net/pairs/failed", "net/skew/max"], table.Rows.Select(r => r.Metric));
    }
}
