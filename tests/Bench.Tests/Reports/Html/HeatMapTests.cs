using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bench.Measurement.Patterns;
using Bench.Reports;
using Bench.Reports.Html;

namespace Bench.Tests.Reports.Html;

public class HeatMapTests
{
    private static IReadOnlyList<XElement> Maps(ReportInput input) =>
        [.. XDocument.Parse(HtmlReport.Render(input).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Descendants("svg")
            .Where(s => ((string?)s.Attribute("aria-label"))!.Contains(" between ", StringComparison.Ordinal))];

    private static IEnumerable<XElement> Class(XElement map, string css) => map.Descendants().Where(e => ((string?)e.Attribute("class")) == css);

    [Fact]
    public void Bad_cells_have_a_frame_and_a_mark_and_every_cell_says_what_it_is()
    {
        var map = Maps(PairSamples.FourNodes())[0];

        Assert.Equal(6, Class(map, "badframe").Count(r => r.Element("title") is null) - 1);
        Assert.Equal(12, Class(map, "cell").Count(c => c.Element("title")?.Value.Contains(" → ", StringComparison.Ordinal) == true));
        Assert.Contains(map.Descendants("title"), t => Regex.IsMatch(t.Value, "^node1 → node2: [0-9.]+ Mbit/s, slow or lossy$"));
        Assert.Contains(map.Descendants("text"), t => t.Value.StartsWith("▼ node2", StringComparison.Ordinal));
        Assert.Contains(map.Descendants("text"), t => t.Value.Contains("log scale", StringComparison.Ordinal));
    }

    [Fact]
    public void Failed_pairs_are_crossed_and_say_why()
    {
        var map = Maps(PairSamples.TwoInterfaces())[0];

        // Two lines make a cross; the legend has one too.
        Assert.Equal(2 * (8 + 1), Class(map, "cross").Count());
        Assert.Contains(Class(map, "cell failed"), c => c.Value.EndsWith("not measured. mel2011 does not answer since 15:14:02.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_healthy_cluster_has_no_mark_and_a_linear_scale()
    {
        var map = Maps(PairSamples.Sparse())[0];

        Assert.Empty(Class(map, "badframe"));
        Assert.DoesNotContain("log scale", map.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_nodes_make_a_page_of_a_megabyte_or_two()
    {
        var input = PairSamples.Input("thousand", ("net", [new SimulatedPairs(PatternKind.AllToAll, 1000, 3)
        {
            Metrics = [new("throughput", "bit/s", true, "iperf3.throughput/1", "received by time")],
            Sigma = 0.1,
            Slower = (c, s, _) => c == 7 || s == 7 ? 5 : 1,
        }.Results()]));

        var html = HtmlReport.Render(input);

        Assert.InRange(html.Length, 100_000, 1_500_000);
        Assert.Contains("◀ node8", html, StringComparison.Ordinal);
        Assert.True(SummaryFile.ToJson(input.Summary).Length < 200_000);
    }

    [Fact]
    public void An_image_is_a_png_with_these_pixels()
    {
        var png = PngImage.Encode(3, 2, [0, 1, 2, 2, 1, 0], [0xFFFFFF, 0xD03B30, 0x00224E], 1);

        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        Assert.Equal((3, 2), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        // Every PNG ends with the same chunk, whose CRC is known.
        Assert.Equal([0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82], png[^12..]);
        var data = png.AsSpan().IndexOf("IDAT"u8);
        using var zlib = new ZLibStream(new MemoryStream(png, data + 4, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(data - 4))), CompressionMode.Decompress);
        using var pixels = new MemoryStream();
        zlib.CopyTo(pixels);
        Assert.Equal([0, 0, 1, 2, 0, 2, 1, 0], pixels.ToArray());
    }

    [Theory]
    [InlineData(1e9, 9e9, false)]
    [InlineData(1e8, 9e9, true)]
    public void The_scale_is_logarithmic_from_a_decade_on(double low, double high, bool log) =>
        Assert.Equal(log, new HeatScale([low, high], "bit/s", higherIsBetter: true).IsLog);

    [Fact]
    public void Bright_is_good_whichever_way_is_better()
    {
        Assert.True(new HeatScale([1, 2, 3], "bit/s", higherIsBetter: true).Share(3) > 0.7);
        Assert.True(new HeatScale([1, 2, 3], "s", higherIsBetter: false).Share(1) > 0.7);
    }

    [Fact]
    public void Values_that_hardly_differ_hardly_differ_in_colour()
    {
        var scale = new HeatScale([1.00, 1.01, 1.02], "bit/s", higherIsBetter: true);

        Assert.InRange(scale.Share(1.02) - scale.Share(1.00), 0, 0.1);
    }

    [Fact]
    public void Figures_can_be_read_on_every_colour() => Assert.All(Enumerable.Range(0, 101), i =>
    {
        var (share, colour) = (i / 100.0, HeatScale.Colour(i / 100.0));
        var (cell, text) = (Luminance(colour), HeatScale.IsBright(share) ? 0 : 1);

        Assert.True((Math.Max(cell, text) + 0.05) / (Math.Min(cell, text) + 0.05) >= 4.5, $"{share}");
    });

    private static double Luminance(int colour) => (0.2126 * Linear(colour >> 16)) + (0.7152 * Linear(colour >> 8)) + (0.0722 * Linear(colour));

    private static double Linear(int channel)
    {
        var c = (channel & 255) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
