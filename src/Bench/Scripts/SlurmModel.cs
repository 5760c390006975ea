using System.Globalization;
using Scriban.Runtime;

namespace Bench.Scripts;

/// <summary>What a job asks of Slurm, as templates see it. The recipe's word wins over the cluster file's.</summary>
internal static class SlurmModel
{
    /// <summary>Slurm's TERM comes this long after the wrapper's own end should have come.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    /// <summary>Slurm may send its signal earlier by this: it looks at its jobs once a minute.</summary>
    private static readonly TimeSpan SignalEarly = TimeSpan.FromMinutes(1);

    /// <summary>What a client may take to ask whether its service can be reached.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromMinutes(1);

    public static void AddTo(ScriptObject script, ScriptObject resources, JobScriptModel model, ShellValues values)
    {
        var asked = model.Resources;
        ShellValue? Quote(string? text) => text is null ? null : values.Add(ShellQuote.Literal(text), text);

        resources["partition"] = Quote(asked.Partition ?? model.Site.Partition);
        resources["account"] = Quote(asked.Account ?? model.Site.Account);
        resources["qos"] = Quote(asked.Qos ?? model.Site.Qos);
        resources["gres"] = Quote(Gres(model));
        resources["constraint"] = Quote(asked.Constraint);
        resources["reservation"] = Quote(asked.Reservation);
        resources["hosts"] = asked.Hosts.Count == 0 ? null : Quote(HostRanges.Of(asked.Hosts));
        resources["exclusive"] = asked.Exclusive;
        resources["requeue"] = asked.Requeue && !model.IsStep;
        script["directives"] = new ScriptArray(model.Site.Directives.Concat(asked.Directives)
            .Select(d => new ScriptArray(SbatchDirectives.Words(d).Select(w => (object?)Quote(w)))));
        var lead = model.StopGrace + Slack;
        script["signal_seconds"] = (long)Math.Ceiling(lead.TotalSeconds);
        script["slurm_minutes"] = model.TimeLimit is { } limit ? (long)Math.Ceiling((limit + Waiting(model) + SignalEarly + lead + Slack).TotalMinutes) : null;
    }

    // Before a client's command runs: neither its own time limit nor anybody's measurement counts this.
    private static TimeSpan Waiting(JobScriptModel model) => (model.Instances > 1 ? model.StartTimeout : TimeSpan.Zero) + (model.Probe.Count > 0 ? Reach : TimeSpan.Zero);

    private static string? Gres(JobScriptModel model)
    {
        var gpus = model.Resources.Gpus > 0 && model.Resources.Gres?.Contains("gpu", StringComparison.OrdinalIgnoreCase) != true
            ? string.Create(CultureInfo.InvariantCulture, $"gpu:{model.Resources.Gpus}")
            : null;
        return gpus is null ? model.Resources.Gres : model.Resources.Gres is null ? gpus : $"{gpus},{model.Resources.Gres}";
    }
}
