using Bench.Diagnostics;
using Bench.Measurement.Patterns;
using Bench.Recipes.Syntax;

namespace Bench.Recipes.Validation;

/// <summary>A pattern between nodes needs the nodes, a kind of workload that runs over one, and no key that another pattern has.</summary>
internal sealed class PatternValidator : IRecipeValidator
{
    /// <summary>More measurements than this are a mistake: with a second for each, and all that a round has at the same time, they would take weeks.</summary>
    private const double MostMeasurements = 20_000_000;

    private static readonly string[] Patterns = [.. Enum.GetValues<PatternKind>().Where(k => k != PatternKind.Single).Select(Word)];

    public void Check(RecipeContext context)
    {
        foreach (var (name, workload) in context.Spec.Workloads)
        {
            var path = $"workloads.{name}";
            if (context.IsBroken($"{path}.pattern"))
            {
                continue;
            }

            if (workload is not PairWorkloadSpec pair)
            {
                if (workload.IsOverPattern)
                {
                    // Better refused than measured as something else.
                    context.Error(Codes.ImpossiblePattern, $"{path}.pattern", $"Workload {Shown.Quoted(name)} is of a kind that drives a service, and runs over no pattern.",
                        "Leave 'pattern' out, or use kind iperf3, ping, qperf or command.");
                }
            }
            else if (pair.IsOverPattern)
            {
                Keys(context, path, name, pair);
                if (!context.IsBroken($"{path}.resources") && !context.IsBroken($"{path}.resources.nodes") && !context.IsBroken($"{path}.resources.hosts"))
                {
                    Nodes(context, path, name, pair);
                }
            }
            else if (pair is CommandWorkloadSpec command)
            {
                WithoutPattern(context, path, name, command);
            }
            else
            {
                NotSaid(context, path, name);
            }
        }
    }

    private static void NotSaid(RecipeContext context, string path, string name)
    {
        var mend = $"Write 'pattern:' with {Shown.Choice(Patterns)}.";
        if (context.IsWritten($"{path}.pattern"))
        {
            context.Error(Codes.ImpossiblePattern, $"{path}.pattern", $"Workload {Shown.Quoted(name)} measures between nodes, and 'single' is a client at a service.", mend);
        }
        else
        {
            context.Error(Codes.MissingKey, path, $"Workload {Shown.Quoted(name)} measures between nodes, and does not say over which pattern.", mend);
        }
    }

    private static void WithoutPattern(RecipeContext context, string path, string name, CommandWorkloadSpec command)
    {
        if (command.Server is not null)
        {
            context.Error(Codes.MissingKey, $"{path}.server", $"Workload {Shown.Quoted(name)} has a 'server', but no 'pattern' that says who measures with whom.",
                $"Write 'pattern:' with {Shown.Choice(Patterns)}, or start the server as a 'service'.");
        }

        foreach (var key in KeysOfPatterns(command))
        {
            context.Error(Codes.KeysConflict, $"{path}.{key}", $"Workload {Shown.Quoted(name)} has '{key}', which means nothing without a pattern.", "Add 'pattern:', or remove it.");
        }
    }

    // By their values: a lock writes defaults out, and is a recipe too.
    private static IEnumerable<string> KeysOfPatterns(PairWorkloadSpec spec) => new (string Key, bool Said)[]
    {
        ("contention", spec.Contention is not null),
        ("bidirectional", spec.Bidirectional),
        ("repeat", spec.Repeat != 1),
        ("duration", spec.Duration is not null),
        ("gap", spec.Gap > TimeSpan.Zero),
        ("grace", spec.Grace is not null),
        ("nics", spec.Nics.Count > 0),
        ("source", spec.Source is not null),
        ("target", spec.Target is not null),
        ("pairs", spec.Pairs.Count > 0),
        ("rounds", spec.Rounds is not null),
        ("seed", spec.Seed is not null),
    }.Where(k => k.Said).Select(k => k.Key);

    private static void Keys(RecipeContext context, string path, string name, PairWorkloadSpec pair)
    {
        void OnlyOf(PatternKind pattern, string key, bool said)
        {
            if (said && pair.Pattern != pattern)
            {
                context.Error(Codes.KeysConflict, $"{path}.{key}", $"Workload {Shown.Quoted(name)} has '{key}', which is for the pattern '{Word(pattern)}', and its pattern is '{Word(pair.Pattern)}'.",
                    $"Use 'pattern: {Word(pattern)}', or remove it.");
            }
        }

        OnlyOf(PatternKind.OneToAll, "source", pair.Source is not null);
        OnlyOf(PatternKind.AllToOne, "target", pair.Target is not null);
        OnlyOf(PatternKind.List, "pairs", pair.Pairs.Count > 0);
        OnlyOf(PatternKind.Random, "rounds", pair.Rounds is not null);
        OnlyOf(PatternKind.Random, "seed", pair.Seed is not null);

        if (pair.Instances > 1)
        {
            context.Error(Codes.KeysConflict, $"{path}.instances", $"Workload {Shown.Quoted(name)} has {pair.Instances} instances and a pattern.",
                "Remove 'instances': a pattern has a client in each pair, and 'repeat' plays it again.");
        }

        if (pair.Container?.Mode == ContainerMode.Instance)
        {
            context.Error(Codes.KeysConflict, $"{path}.container.mode", $"Workload {Shown.Quoted(name)} runs over a pattern, and starts programs in its image on all nodes, again and again.",
                "Use 'mode: exec'.");
        }

        for (var i = 0; i < pair.Nics.Count; i++)
        {
            var nic = pair.Nics[i];
            if (!IsInterface(nic))
            {
                context.Error(Codes.BadName, $"{path}.nics.{i}", $"{Shown.Quoted(nic)} is no name of a network interface.", "Write one as 'ip link' on the nodes shows it, such as ib0.");
            }
            else if (pair.Nics.Take(i).Contains(nic))
            {
                context.Error(Codes.BadName, $"{path}.nics.{i}", $"The network interface {Shown.Quoted(nic)} stands there twice.", "Remove one of the two; 'repeat' plays the pattern again.");
            }
        }
    }

    private static void Nodes(RecipeContext context, string path, string name, PairWorkloadSpec pair)
    {
        var (pattern, nodes) = (Word(pair.Pattern), pair.Resources.Nodes);
        if (nodes < 2)
        {
            context.Error(Codes.ImpossiblePattern, $"{path}.pattern", $"The pattern '{pattern}' of workload {Shown.Quoted(name)} is impossible on {nodes} node.",
                "Add 'resources: {nodes: 2}' or more.");
            return;
        }

        if (pair.Pattern is PatternKind.Pairs or PatternKind.Bisection && nodes % 2 == 1)
        {
            context.Error(Codes.ImpossiblePattern, $"{path}.pattern", $"The pattern '{pattern}' of workload {Shown.Quoted(name)} is impossible on {nodes} nodes.",
                "Give it an even number of nodes.");
        }

        if (Measurements(pair, nodes) is > MostMeasurements and var many)
        {
            context.Error(Codes.OutOfRange, $"{path}.pattern", $"The pattern '{pattern}' of workload {Shown.Quoted(name)} has {many:0} measurements, more than {MostMeasurements:0}.",
                "Take fewer nodes, rounds, interfaces or repeats.");
        }

        if (pair.Source is { } source)
        {
            Node(context, $"{path}.source", source, pair.Resources);
        }

        if (pair.Target is { } target)
        {
            Node(context, $"{path}.target", target, pair.Resources);
        }

        if (pair.Pattern == PatternKind.List && pair.Pairs.Count == 0 && !context.IsBrokenWithin($"{path}.pairs"))
        {
            context.Error(Codes.MissingKey, $"{path}.pattern", $"The pattern 'list' of workload {Shown.Quoted(name)} has no pairs.", "Add them, client first, such as 'pairs: [[0, 1], [1, 2]]'.");
        }

        for (var i = 0; i < pair.Pairs.Count && !context.Problems.IsFull; i++)
        {
            Pair(context, $"{path}.pairs.{i}", pair.Pairs[i], pair.Resources);
        }
    }

    private static double Measurements(PairWorkloadSpec pair, double nodes) => pair.Repeat * (double)Math.Max(1, pair.Nics.Count) * pair.Pattern switch
    {
        PatternKind.AllToAll => nodes * (nodes - 1),
        PatternKind.Random => (pair.Rounds ?? 1) * nodes / 2,
        PatternKind.List => pair.Pairs.Count,
        _ => nodes,
    };

    private static void Pair(RecipeContext context, string path, IReadOnlyList<string> pair, ResourceSpec resources)
    {
        if (pair.Count != 2)
        {
            if (!context.IsBrokenWithin(path))
            {
                context.Error(Codes.BadValue, path, $"A pair has two nodes, and {Shown.Path(path)} has {pair.Count}.", "Write the client and then the server, such as [0, 1].");
            }

            return;
        }

        var known = Node(context, $"{path}.0", pair[0], resources) & Node(context, $"{path}.1", pair[1], resources);
        if (known && PairNodeNames.IndexOf(pair[0], resources) == PairNodeNames.IndexOf(pair[1], resources))
        {
            context.Error(Codes.UnknownNode, path, $"{Shown.Path(path)} measures node {Shown.Quoted(pair[0])} with itself.", "Write two different nodes.");
        }
    }

    private static bool Node(RecipeContext context, string path, string node, ResourceSpec resources)
    {
        if (PairNodeNames.IndexOf(node, resources) is not null)
        {
            return true;
        }

        var isNumber = node.Length > 0 && node.All(char.IsAsciiDigit);
        var mend = isNumber || resources.Hosts.Count == 0
            ? $"Write an index from 0 to {resources.Nodes - 1}{(isNumber ? "" : ", or name the nodes in 'resources.hosts'")}."
            : RecipeContext.Suggest(node, [.. resources.Hosts]);
        context.Error(Codes.UnknownNode, path, $"{Shown.Path(path)} is {Shown.Quoted(node)}, and there is no such node among {resources.Nodes}.", mend);
        return false;
    }

    // What the kernel allows, and no script or option could take for more than a name.
    private static bool IsInterface(string nic) =>
        nic.Length is > 0 and <= 15 && char.IsAsciiLetterOrDigit(nic[0]) && nic.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '@');

    private static string Word(PatternKind pattern) => KebabCase.Of(pattern.ToString());
}
