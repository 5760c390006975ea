using System.ComponentModel;

namespace Bench.Recipes;

[Kind("ping")]
[Description("Round-trip times and loss between nodes by ping, over a pattern.")]
public sealed record PingWorkloadSpec : PairWorkloadSpec
{
    [Description("Time between two requests (-i); 'duration' / 'interval' of them are sent. Below 2ms, or 200ms with older versions, ping wants root.")]
    [Range(0.001, 3600)]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(0.2);

    [Description("Bytes of payload of each request (-s), up to 65507B.")]
    public ByteSize Size { get; init; } = new(56);

    [Description("How long the last replies are waited for (-W).")]
    [Range(0.01, 3600)]
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(1);
}
