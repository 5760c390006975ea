using System.Globalization;
using System.Runtime.CompilerServices;
using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;
using Bench.Plans;
using Bench.Recipes;

namespace Bench.Workloads.Pairs;

/// <summary>
/// A workload between the nodes of one job: <c>bench-load pattern</c> plays its pattern, round by round, with agents on all nodes. Its plan says the
/// pattern and not its rounds, so that it is as small for a thousand nodes as for two.
/// </summary>
public abstract class PairWorkload : IWorkload
{
    // What a batch costs besides its pairs: servers start and end, two messages go to and fro. As the driver itself reckons.
    private const double BatchSeconds = 0.1;

    // Beside the pattern itself: starting, writing results, and nodes that are slow to do that.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    // The longest that any job may ask for.
    private const double LongestSeconds = 365 * 86_400;

    // Asked for again and again while a workload runs, and a million pairs are a while to go through.
    private readonly ConditionalWeakTable<PlannedWorkload, PatternCost> _costs = [];

    public abstract string Kind { get; }

    public string? ProgressFile => "progress.jsonl";

    public IReadOnlyDictionary<string, string> SetUp(PlannedWorkload workload) =>
        new Dictionary<string, string> { [PairPlan.FileName] = Plan(workload).ToJson() };

    public IReadOnlyList<Text> Run(PlannedWorkload workload) =>
    [
        Reference("tools.dir", "/bench-load/bench-load"), Text.Of("pattern"),
        Text.Of("--plan"), Reference("job.dir", "/" + PairPlan.FileName),
        Text.Of("--out"), Reference("result.dir", ""),
    ];

    /// <summary>All nodes have come as late as they may, and each batch took as long as it may.</summary>
    public TimeSpan TimeLimit(PlannedWorkload workload)
    {
        var (plan, cost) = (Plan(workload), Cost(workload));
        return TimeSpan.FromSeconds(Math.Min(LongestSeconds, plan.StartTimeoutSeconds + cost.Seconds + (cost.Batches * plan.GraceSeconds))) + Margin;
    }

    public TimeSpan? Expected(PlannedWorkload workload) => TimeSpan.FromSeconds(Math.Min(LongestSeconds, Cost(workload).Seconds));

    public WorkloadResult Process(PlannedWorkload workload, ResultFiles files) => PairOutput.Process(workload, Plan(workload), files);

    /// <summary>What the driver is to do.</summary>
    public PairPlan Plan(PlannedWorkload workload)
    {
        var spec = (PairWorkloadSpec)workload.Spec;
        return With(spec, new PairPlan
        {
            Tool = Kind,
            Pattern = Shape(spec),
            Nodes = spec.Resources.Hosts,
            Nics = spec.Nics,
            DurationSeconds = (spec.Duration ?? PairWorkloadSpec.DefaultDuration).TotalSeconds,
            GapSeconds = spec.Gap.TotalSeconds,
            GraceSeconds = (spec.Grace ?? PairWorkloadSpec.DefaultGrace).TotalSeconds,
            StartTimeoutSeconds = spec.StartTimeout.TotalSeconds,
        });
    }

    /// <summary>How many rounds, batches and pairs there are, and how long they should take together.</summary>
    public PatternCost Cost(PlannedWorkload workload) => _costs.GetValue(workload, w =>
    {
        var plan = Plan(w);
        return PatternSimulation.Run(plan.Pattern, Math.Max(1, plan.Nics.Count), new PairModel
        {
            PairSeconds = PairTools.Find(plan.Tool)!.Expected(plan).TotalSeconds,
            BatchSeconds = BatchSeconds,
            GapSeconds = plan.GapSeconds,
        });
    });

    /// <summary>The plan with what the tool is asked for.</summary>
    protected abstract PairPlan With(PairWorkloadSpec spec, PairPlan plan);

    private static PatternShape Shape(PairWorkloadSpec spec)
    {
        int Node(string name) => PairNodeNames.IndexOf(name, spec.Resources)
            ?? throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There is no node '{name}' among {spec.Resources.Nodes}."), nameof(spec));
        return new PatternShape
        {
            Kind = spec.Pattern,
            Nodes = spec.Resources.Nodes,
            Hub = (spec.Source ?? spec.Target) is { } hub ? Node(hub) : 0,
            List = [.. spec.Pairs.Select(p => new NodePair(Node(p[0]), Node(p[1])))],
            Seed = spec.Seed ?? 1,
            Rounds = spec.Rounds ?? 1,
            // All to one is about what happens when all come at once.
            Contention = spec.Contention ?? (spec.Pattern == PatternKind.AllToOne ? Contention.All : Contention.Round),
            Bidirectional = spec.Bidirectional,
            Repeat = spec.Repeat,
        };
    }

    private static Text Reference(string name, string after) =>
        new(after.Length == 0 ? [new TextPart(name, true)] : [new TextPart(name, true), new TextPart(after, false)]);
}
