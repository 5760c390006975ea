using System.Text.RegularExpressions;
using Bench.Diagnostics;
using Bench.Recipes;
using Scriban.Runtime;

namespace Bench.Scripts;

/// <summary>
/// <see cref="JobScriptModel"/> as templates see it: every string is a <see cref="ShellValue"/>, every number a number in the unit that
/// its name tells.
/// </summary>
internal static partial class ScriptModel
{
    /// <summary>What the wrapper itself lives by, and what bash does not let anyone set.</summary>
    private static readonly HashSet<string> Reserved =
    [
        "BENCH_JOB", "BENCH_JOB_DIR", "BENCH_NONCE", "BENCH_LEASE", "BENCH_LEASE_SECONDS", "BENCH_RESULT_DIR", "BENCH_REPEAT",
        "BENCH_TOOLS_DIR", "UID", "EUID", "PPID", "BASHOPTS", "SHELLOPTS", "BASH_VERSINFO",
    ];

    /// <summary>These make their command themselves.</summary>
    private static readonly HashSet<string> WithoutCommand = ["allocation", "image"];

    public static ScriptObject Of(JobScriptModel model, string scheduler, ShellValues values)
    {
        if (model.Command.Count == 0 && !WithoutCommand.Contains(model.Role))
        {
            throw new BenchException(ExitStatus.Usage, new Diagnostic(
                Codes.NoCommand, null, $"The job '{model.Name}' has no command.", "Give it a command of at least one word."));
        }

        ShellValue Quote(string text) => values.Add(ShellQuote.Literal(text), text);
        ScriptArray Environment(IReadOnlyDictionary<string, Text> env) => [.. env
            .OrderBy(e => e.Key, StringComparer.Ordinal)
            .Select(e => new ScriptObject { ["name"] = Variable(e.Key), ["value"] = values.Add(ShellQuote.Text(e.Value)) })];

        var resources = new ScriptObject
        {
            ["nodes"] = model.Resources.Nodes,
            ["cpus"] = model.Resources.Cpus,
            ["memory_mib"] = model.Resources.Memory is { } memory ? (memory.Bytes + 1_048_575) / 1_048_576 : null,
            ["gpus"] = model.Resources.Gpus,
            ["time_seconds"] = model.Resources.Time is { } time ? Seconds(time) : null,
        };
        var script = new ScriptObject
        {
            ["role"] = Quote(model.Role),
            ["role_name"] = model.Role, // bare: templates compare it
            ["is_slurm"] = scheduler == "slurm",
            ["is_step"] = model.IsStep,
            ["is_over_pattern"] = model.IsOverPattern,
            ["container"] = model.Container is null ? null : ContainerModel.Of(model.Container, model.Resources, values),
            ["probe"] = new ScriptArray(model.Probe.Select(word => values.Add(ShellQuote.Text(word)))),
            ["instances"] = model.Instances,
            ["start_timeout_seconds"] = Seconds(model.StartTimeout),
            ["modules"] = new ScriptArray(model.Site.Modules.Select(Quote)),
            ["site_env"] = Environment(model.Site.Env),
            ["name"] = Quote(model.Name),
            ["service"] = model.Service is null ? null : Quote(model.Service),
            ["command"] = new ScriptArray(model.Command.Select(word => values.Add(ShellQuote.Text(word)))),
            ["env"] = Environment(model.Env),
            ["has_port"] = model.Port is not null,
            ["port"] = model.Port?.Number, // null: none, or a free one
            ["scheme"] = Quote(model.Scheme),
            ["stop_grace_seconds"] = Seconds(model.StopGrace),
            ["time_limit_seconds"] = model.TimeLimit is { } limit ? Seconds(limit) : null,
            ["resources"] = resources,
        };
        SlurmModel.AddTo(script, resources, model, values);
        return script;
    }

    // Rounded up: a limit of 0.5 s must not become none.
    private static long Seconds(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds);

    // A checked name is a bare word: 'export' needs it unquoted.
    private static string Variable(string name) =>
        !Reserved.Contains(name) && VariableName().IsMatch(name)
            ? name
            : throw new BenchException(ExitStatus.Usage, new Diagnostic(
                Codes.BadVariableName,
                null,
                $"The environment variable '{name}' cannot be set{(Reserved.Contains(name) ? ": it belongs to Bench or to the shell" : "")}.",
                "Use a name of letters, digits and '_' that does not start with a digit."));

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex VariableName();
}
