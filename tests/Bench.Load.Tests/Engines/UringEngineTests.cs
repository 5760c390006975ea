namespace Bench.Load.Tests.Engines;

public sealed class UringEngineTests : LoadEngineTests
{
    protected override string Engine => "io-uring";
}
