using Bench.Diagnostics;

namespace Bench.Recipes.Validation;

/// <summary>What iperf3, ping, qperf and programs of one's own are asked for between nodes is something that they take.</summary>
internal sealed class PairToolValidator : IRecipeValidator
{
    private const long LargestDatagram = 65_507;

    // Of qperf 0.4.11: 'qperf --help tests'.
    private static readonly string[] QperfTests =
    [
        "rds_bw", "rds_lat", "sctp_bw", "sctp_lat", "sdp_bw", "sdp_lat", "tcp_bw", "tcp_lat", "udp_bw", "udp_lat",
        "rc_bi_bw", "rc_bw", "rc_lat", "rc_rdma_read_bw", "rc_rdma_read_lat", "rc_rdma_write_bw", "rc_rdma_write_lat", "rc_rdma_write_poll_lat",
        "uc_bi_bw", "uc_bw", "uc_lat", "uc_rdma_write_bw", "uc_rdma_write_lat", "uc_rdma_write_poll_lat",
        "ud_bi_bw", "ud_bw", "ud_lat", "xrc_bi_bw", "xrc_bw", "xrc_lat",
    ];

    public void Check(RecipeContext context)
    {
        foreach (var (name, workload) in context.Spec.Workloads)
        {
            var path = $"workloads.{name}";
            switch (workload)
            {
                case Iperf3WorkloadSpec iperf3:
                    Iperf3(context, path, name, iperf3);
                    break;
                case PingWorkloadSpec ping:
                    Ping(context, path, name, ping);
                    break;
                case QperfWorkloadSpec qperf:
                    Qperf(context, path, name, qperf);
                    break;
                case CommandWorkloadSpec { IsOverPattern: true } command:
                    Command(context, path, name, command);
                    break;
            }
        }
    }

    private static void Iperf3(RecipeContext context, string path, string name, Iperf3WorkloadSpec iperf3)
    {
        if (iperf3.Udp)
        {
            (string Key, bool Said)[] ofTcp = [("congestion", iperf3.Congestion is not null), ("zero-copy", iperf3.ZeroCopy)];
            foreach (var (key, _) in ofTcp.Where(k => k.Said))
            {
                context.Error(Codes.KeysConflict, $"{path}.{key}", $"Workload {Shown.Quoted(name)} sends UDP, and '{key}' is TCP's.", "Remove it, or 'udp'.");
            }

            // iperf3's own default, 1 Mbit/s, would be taken for the network's.
            if (iperf3.Bitrate is null && !context.IsBroken($"{path}.bitrate"))
            {
                context.Error(Codes.MissingKey, $"{path}.udp", $"Workload {Shown.Quoted(name)} sends UDP, and does not say how much: UDP has no rate of its own.",
                    "Add 'bitrate:', such as 1G, or 0 for as much as goes.");
            }
        }

        Size(context, $"{path}.length", iperf3.Length, 1, iperf3.Udp ? LargestDatagram : 1 << 20, iperf3.Udp ? "65507B" : "1M");
        Size(context, $"{path}.window", iperf3.Window, 1, 512 << 20, "512M");
        if (iperf3.Congestion is { } algorithm && !NameRules.IsName(algorithm))
        {
            context.Error(Codes.BadName, $"{path}.congestion", $"{Shown.Quoted(algorithm)} is no name of a congestion control algorithm.", "Write one that the nodes have, such as cubic.");
        }
    }

    private static void Ping(RecipeContext context, string path, string name, PingWorkloadSpec ping)
    {
        Size(context, $"{path}.size", ping.Size, 0, LargestDatagram, "65507B");
        if (ping.Interval > (ping.Duration ?? PairWorkloadSpec.DefaultDuration) && !context.IsBroken($"{path}.duration"))
        {
            context.Error(Codes.OutOfRange, $"{path}.interval", $"Workload {Shown.Quoted(name)} is over before its second request.", "Make 'interval' shorter than 'duration'.");
        }
    }

    private static void Qperf(RecipeContext context, string path, string name, QperfWorkloadSpec qperf)
    {
        Size(context, $"{path}.message-size", qperf.MessageSize, 1, 1 << 30, "1G");
        if (qperf.Tests.Count == 0 && !context.IsBrokenWithin($"{path}.tests"))
        {
            context.Error(Codes.BadValue, $"{path}.tests", $"Workload {Shown.Quoted(name)} has no tests.", "Write some, such as [tcp_bw, tcp_lat].");
        }

        for (var i = 0; i < qperf.Tests.Count; i++)
        {
            if (!QperfTests.Contains(qperf.Tests[i]))
            {
                context.Error(Codes.UnknownChoice, $"{path}.tests.{i}", $"{Shown.Quoted(qperf.Tests[i])} is no test of qperf.", RecipeContext.Suggest(qperf.Tests[i], QperfTests));
            }
            else if (qperf.Tests.Take(i).Contains(qperf.Tests[i]))
            {
                context.Error(Codes.BadName, $"{path}.tests.{i}", $"The test {Shown.Quoted(qperf.Tests[i])} stands there twice.", "Remove one of the two; 'repeat' plays the pattern again.");
            }
        }
    }

    private static void Command(RecipeContext context, string path, string name, CommandWorkloadSpec command)
    {
        foreach (var (metric, spec) in command.Metrics)
        {
            // Of each pair, the standard output is all that comes back.
            if (spec.File is not null)
            {
                context.Error(Codes.KeysConflict, $"{path}.metrics.{metric}.file", $"Workload {Shown.Quoted(name)} runs over a pattern, where metrics are read from the standard output.",
                    "Remove 'file', and let the program print what it has.");
            }
        }
    }

    private static void Size(RecipeContext context, string path, ByteSize? size, long min, long max, string most)
    {
        if (size is { } value && (value.Bytes < min || value.Bytes > max) && !context.IsBroken(path))
        {
            context.Error(Codes.OutOfRange, path, $"{Shown.Path(path)} is out of range.", $"Give it a value from {min}B to {most}.");
        }
    }
}
