using Bench.Hello;

namespace Bench.Load.Tests.Engines;

public sealed class EpollEngineTests : LoadEngineTests
{
    protected override string Engine => "epoll";

    [Theory]
    [InlineData("--pacing precise", true)]
    [InlineData("--pacing eco --threads 2", true)]
    [InlineData("--pacing busy", true)]
    [InlineData("--pacing burst", false)]
    [InlineData("--rate max", false)]
    public async Task Answers_are_timed_by_the_kernel_where_the_load_is_for_precision_and_not_for_the_lowest_cost(string how, bool stamped)
    {
        await using var server = new HelloServer(new HelloOptions());
        var url = await server.StartAsync();
        var result = await OwnThread.Run(() => Run(url, how));

        Assert.Equal(0, result.Counts.Errors);
        // The kernel begins to take times some ms after it is asked to: the first answers may be without.
        var stamps = stamped ? result.Counts.Completed : 0;
        Assert.InRange(result.Histograms.ReadLag.Count, Math.Max(0, stamps - 20), stamps);
    }
}
