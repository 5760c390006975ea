using Bench.Sdk.Display;

namespace Bench.Sdk.Tests.Display;

public class SayTests
{
    [Theory]
    [InlineData(0.123, "0.12 s")]
    [InlineData(12.34, "12.3 s")]
    [InlineData(245, "4:05 min")]
    [InlineData(3723, "1:02:03 h")]
    public void Seconds_are_readable(double seconds, string expected) => Assert.Equal(expected, Say.Seconds(seconds));

    [Theory]
    [InlineData(0.00085, "850 µs")]
    [InlineData(0.00121, "1.21 ms")]
    [InlineData(0.0121, "12.1 ms")]
    [InlineData(2.5, "2.50 s")]
    public void Latencies_are_readable(double seconds, string expected) => Assert.Equal(expected, Say.Latency(seconds));
}
