using Bench.Measurement.Machine;

namespace Bench.Measurement.Tests.Machine;

public class CpuListTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("2-5", 2, 3, 4, 5)]
    [InlineData("9,2-3,0", 9, 2, 3, 0)]
    [InlineData("1023", 1023)]
    [InlineData("4-4", 4)]
    public void A_list_is_read_in_its_order(string text, params int[] cpus) => Assert.Equal(cpus, CpuList.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("1,")]
    [InlineData("5-2")]
    [InlineData("1-2-3")]
    [InlineData("-1")]
    [InlineData("1024")]
    [InlineData("99999999999")]
    [InlineData("a")]
    [InlineData("1 2")]
    [InlineData("1,1")]
    [InlineData("1-4,3")]
    public void What_is_no_list_or_has_one_twice_is_refused(string text) => Assert.Null(CpuList.Parse(text));
}
