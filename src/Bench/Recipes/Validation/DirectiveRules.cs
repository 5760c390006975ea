using Bench.Diagnostics;

namespace Bench.Recipes.Validation;

/// <summary>Options of sbatch that recipes and cluster files add to those that Bench sets itself.</summary>
internal static class DirectiveRules
{
    public const string FormMend = "Write one option as one word, without spaces, quotes and backslashes, such as --constraint=cpu.";

    /// <summary>Why Bench sets an option itself, by its long name. See sbatch(1).</summary>
    private static readonly Dictionary<string, string> Own = new()
    {
        ["job-name"] = "By its name Bench finds a job again",
        ["output"] = "Bench reads the job's output from the job's folder",
        ["error"] = "Bench reads the job's output from the job's folder",
        ["open-mode"] = "Bench reads the job's output from the job's folder",
        ["chdir"] = "A job runs in its own folder",
        ["export"] = "A job gets the environment that the recipe says: use 'env'",
        ["export-file"] = "A job gets the environment that the recipe says: use 'env'",
        ["get-user-env"] = "A job gets the environment that the recipe says: use 'env'",
        ["parsable"] = "Bench reads sbatch's answer",
        ["array"] = "One submission is one job: use 'instances' or 'sweep'",
        ["wrap"] = "Bench writes the script: use 'command'",
        ["hold"] = "Bench waits for the job to start",
        ["wait"] = "Bench waits by itself, and can be killed while it does",
        ["dependency"] = "Bench starts jobs in their order",
        ["signal"] = "Bench lets a service end in time: use 'stop-grace'",
        ["time"] = "Bench needs to know the limit: use 'resources.time'",
        ["nodes"] = "Bench needs to know the number: use 'resources.nodes'",
        ["requeue"] = "Bench needs to know: use 'resources.requeue'",
        ["no-requeue"] = "Bench needs to know: use 'resources.requeue'",
        ["clusters"] = "Job ids are of one cluster: use another cluster file",
        ["uid"] = "Jobs are yours",
        ["gid"] = "Jobs are yours",
        ["test-only"] = "Nothing would be submitted: use ./build.sh Doctor",
        ["help"] = "Nothing would be submitted",
        ["usage"] = "Nothing would be submitted",
        ["version"] = "Nothing would be submitted",
    };

    private static readonly Dictionary<char, string> Short = new()
    {
        ['J'] = "job-name",
        ['o'] = "output",
        ['e'] = "error",
        ['D'] = "chdir",
        ['a'] = "array",
        ['H'] = "hold",
        ['W'] = "wait",
        ['d'] = "dependency",
        ['t'] = "time",
        ['N'] = "nodes",
        ['M'] = "clusters",
        ['h'] = "help",
        ['V'] = "version",
    };

    // Short options without a value, which may have others behind them: -sH is -s -H.
    private const string Flags = "kOQsv";

    /// <summary>True for one word that begins with a dash: what a script takes as one option, however it is quoted there.</summary>
    public static bool IsOption(string directive) =>
        directive.Length is > 1 and <= 1000 && directive[0] == '-' && directive != "--"
        && !directive.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '"' or '\'' or '\\');

    /// <summary>The long name of an option that is Bench's own, and why; null for all others. sbatch takes beginnings of long names too.</summary>
    public static (string Name, string Why)? RefusedBy(string directive)
    {
        if (directive.StartsWith("--", StringComparison.Ordinal))
        {
            var name = directive[2..].Split('=')[0];
            var own = Own.ContainsKey(name) ? name : Own.Keys.FirstOrDefault(o => name.Length > 0 && o.StartsWith(name, StringComparison.Ordinal));
            return own is null ? null : (own, Own[own]);
        }

        var at = 1;
        while (at < directive.Length - 1 && Flags.Contains(directive[at]))
        {
            at++;
        }

        return at < directive.Length && Short.TryGetValue(directive[at], out var found) ? (found, Own[found]) : null;
    }

    /// <summary>What is wrong with a directive, as code, sentence and mend; null where it is right.</summary>
    public static (string Code, string What, string Mend)? Fault(string directive) =>
        !IsOption(directive) ? (Codes.BadValue, $"{Shown.Quoted(directive)} is no option of a scheduler.", FormMend)
        : RefusedBy(directive) is { } own ? (Codes.DirectiveRefused, $"{Shown.Quoted(directive)} sets '--{own.Name}', which Bench sets itself.", own.Why + ".")
        : null;
}
