using System.Globalization;
using Bench.Plans;
using Bench.Recipes;

namespace Bench.Lifecycle.Steps;

/// <summary>
/// The program that asks a service for its health from its own node, where the orchestrator may not reach it: <c>bench-load probe</c>, which
/// writes its answers beside the service's logs. On this machine the orchestrator asks itself.
/// </summary>
internal static class InJobProbe
{
    public const string FileName = "probe.jsonl";

    private static readonly TimeSpan ReachWithin = TimeSpan.FromMinutes(1);

    /// <summary>True where the answers come from the job.</summary>
    public static bool IsUsed(RunPlan plan, PlannedService service) =>
        plan.Scheduler != "local" && service.Health.Probe is not null and not LogTextProbeSpec;

    /// <summary>Program and arguments; empty where the orchestrator asks itself.</summary>
    public static IReadOnlyList<Text> Words(RunPlan plan, PlannedService service) => !IsUsed(plan, service) ? [] :
    [
        Reference("tools.dir", "/bench-load/bench-load"), Text.Of("probe"),
        Text.Of("--job"), Reference("job.name"),
        Text.Of("--every"), Seconds(service.Health.Every),
        Text.Of("--out"), Reference("job.dir", "/" + FileName),
        .. Question(service),
    ];

    /// <summary>For a client, before it begins: whether the service can be reached from its node. Empty where there is nothing to reach.</summary>
    public static IReadOnlyList<Text> Words(RunPlan plan, PlannedWorkload workload)
    {
        var service = plan.Deployments.SelectMany(d => d.Services).FirstOrDefault(s => s.Name == workload.Service);
        return plan.Scheduler == "local" || service?.Port is null ? [] :
        [
            Reference("tools.dir", "/bench-load/bench-load"), Text.Of("probe"), Text.Of("--tcp"),
            Text.Of("--until-good"), Text.Of("--deadline"), Seconds(ReachWithin),
        ];
    }

    private static Text[] Question(PlannedService service) => service.Health.Probe switch
    {
        HttpProbeSpec http =>
        [
            Text.Of("--http"), http.Path,
            .. service.Scheme == "https" ? (Text[])[Text.Of("--scheme"), Text.Of(service.Scheme)] : [],
            .. http.Status is { } status ? (Text[])[Text.Of("--status"), Text.Of(status.ToString(CultureInfo.InvariantCulture))] : [],
            .. http.Contains is { } text ? (Text[])[Text.Of("--contains"), Text.Of(text)] : [],
        ],
        RedisProbeSpec => [Text.Of("--redis")],
        CommandProbeSpec command => [Text.Of("--command"), Text.Of("--"), .. Container(service), .. command.Command.Words],
        _ => [Text.Of("--tcp")],
    };

    // A client program of the service is in its image, where there is one.
    private static Text[] Container(PlannedService service) => service.Container is not { } container ? [] :
        [Text.Of(container.Runtime.ToString().ToLowerInvariant()), Text.Of("exec"), Reference("job.image")];

    private static Text Reference(string name, string after = "") =>
        new(after.Length == 0 ? [new TextPart(name, true)] : [new TextPart(name, true), new TextPart(after, false)]);

    private static Text Seconds(TimeSpan value) => Text.Of(value.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture) + "s");
}
