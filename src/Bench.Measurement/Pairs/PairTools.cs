namespace Bench.Measurement.Pairs;

/// <summary>The tools that this build knows.</summary>
public static class PairTools
{
    public static IReadOnlyList<IPairTool> All { get; } = [new Iperf3Tool(), new PingTool(), new QperfTool(), new CommandPairTool()];

    /// <summary>Null: there is none of that name.</summary>
    public static IPairTool? Find(string name) => All.FirstOrDefault(t => t.Name == name);
}
