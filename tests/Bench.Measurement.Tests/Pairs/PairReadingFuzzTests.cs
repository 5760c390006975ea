using Bench.Measurement.Pairs;

namespace Bench.Measurement.Tests.Pairs;

public sealed class PairReadingFuzzTests
{
    [Theory]
    [InlineData("iperf3", "iperf3-tcp.json")]
    [InlineData("iperf3", "iperf3-tcp-reverse.json")]
    [InlineData("iperf3", "iperf3-udp.json")]
    [InlineData("iperf3", "iperf3-udp-reverse.json")]
    [InlineData("iperf3", "iperf3-refused.json")]
    [InlineData("ping", "ping.txt")]
    [InlineData("ping", "ping-unreachable.txt")]
    [InlineData("qperf", "qperf.txt")]
    [InlineData("command", "qperf.txt")]
    public void Whatever_a_tool_prints_is_a_reading_with_finite_values_or_a_problem_with_a_reason(string name, string file)
    {
        var tool = PairTools.Find(name)!;
        var plan = Outputs.Plan(name) with { Iperf3 = new Iperf3Options { Udp = file.Contains("udp", StringComparison.Ordinal) } };
        foreach (var text in Outputs.Mutations(Outputs.Read(file), 2000).Concat(["", "\0", "{", "[]", "null", "{}", "{\"end\":[]}", "{\"error\":\"\\ud800\"}"]))
        {
            foreach (var output in new ToolOutput[] { new(0, text, ""), new(1, text, text) })
            {
                var reading = tool.Read(plan, output);
                Assert.All(reading.Values.Concat(reading.Samples.SelectMany(s => s.Values)), v => Assert.True(double.IsFinite(v.Value), $"{v.Key} {v.Value}"));
                Assert.Equal(reading.Problem is null, reading.Reason is null);
                Assert.True(reading.Problem is null || reading.Values.Count == 0);
                Assert.True(reading.Reason is null || (reading.Reason.Length is > 0 and < 400 && !reading.Reason.Any(char.IsControl)), reading.Reason);
            }
        }
    }
}
