using System.Net.Sockets;
using Bench.Load.Engines.Epoll;

namespace Bench.Load.Tests.Engines;

public sealed class PracticeSendTests
{
    [Theory]
    [InlineData(AddressFamily.InterNetwork)]
    [InlineData(AddressFamily.InterNetworkV6)]
    public void Each_byte_is_received_so_that_it_may_be_run_for_ever(AddressFamily family)
    {
        using var practice = PracticeSend.Open(family);

        // Many containers have no IPv6.
        Assert.True(practice is not null || family == AddressFamily.InterNetworkV6);
        // More than a socket's buffers hold.
        Assert.All(Enumerable.Range(0, practice is null ? 0 : 100_000), _ => Assert.True(practice!.Run()));
    }

    [Fact]
    public void Without_a_loopback_of_its_kind_there_is_none() => Assert.Null(PracticeSend.Open(AddressFamily.Unix));
}
