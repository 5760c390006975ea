namespace Bench.Load.Tests.Engines;

public sealed class SocketsEngineTests : LoadEngineTests
{
    protected override string Engine => "sockets";
}
