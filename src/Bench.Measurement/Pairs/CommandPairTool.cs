namespace Bench.Measurement.Pairs;

/// <summary>Any program: its output is kept for the metrics that the recipe describes.</summary>
public sealed class CommandPairTool : IPairTool
{
    public string Name => "command";

    /// <summary>None: what is read from the output stands in the recipe.</summary>
    public IReadOnlyList<PairMetric> Metrics(PairPlan plan) => [];

    public TimeSpan Expected(PairPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return TimeSpan.FromSeconds(plan.DurationSeconds);
    }

    public IReadOnlyList<string> Server(PairPlan plan, PairPlace place) => Words(Options(plan).Server, place);

    public IReadOnlyList<string> Client(PairPlan plan, PairPlace place) => Words(Options(plan).Client, place);

    public PairReading Read(PairPlan plan, ToolOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return output.Status == 0 ? new PairReading() : ToolWords.Failed("the command", output.Errors, output.Status);
    }

    private static PairCommandOptions Options(PairPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Command ?? new PairCommandOptions { Client = [] };
    }

    private static string[] Words(IReadOnlyList<string> words, PairPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return [.. words.Select(w => w
            .Replace("{{pair.client}}", place.Client, StringComparison.Ordinal)
            .Replace("{{pair.server}}", place.Server, StringComparison.Ordinal)
            .Replace("{{pair.client-address}}", place.ClientAddress, StringComparison.Ordinal)
            .Replace("{{pair.server-address}}", place.ServerAddress, StringComparison.Ordinal)
            .Replace("{{pair.port}}", place.Port.Word(), StringComparison.Ordinal)
            .Replace("{{pair.nic}}", place.Nic ?? "", StringComparison.Ordinal))];
    }
}
