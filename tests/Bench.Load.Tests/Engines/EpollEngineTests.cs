namespace Bench.Load.Tests.Engines;

public sealed class EpollEngineTests : LoadEngineTests
{
    protected override string Engine => "epoll";
}
