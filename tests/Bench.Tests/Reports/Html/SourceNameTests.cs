using Bench.Reports.Html;

namespace Bench.Tests.Reports.Html;

public class SourceNameTests
{
    [Theory]
    [InlineData("p1-load-r2", "p1", "load", 2, "load (client)")]
    [InlineData("p12-read-heavy-r3-c2", "p12", "read-heavy", 3, "read-heavy (client 2)")]
    [InlineData("p1-load.7", "p1", "load", 7, "load (client)")]
    [InlineData("d1-hello", null, "hello", 0, "hello (service)")]
    [InlineData("node", null, "node", 0, "node")]
    public void A_source_tells_point_name_repeat_and_client(string text, string? point, string name, int repeat, string group)
    {
        var source = SourceName.Parse(text);

        Assert.Equal((point, name, repeat, group), (source.Point, source.Name, source.Repeat, source.Group));
    }
}
