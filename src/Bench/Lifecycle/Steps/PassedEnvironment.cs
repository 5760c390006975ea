using Bench.Diagnostics;
using Bench.Recipes;
using Bench.Scripts;

namespace Bench.Lifecycle.Steps;

/// <summary>
/// What only this invocation can tell a job: where its image is, and the variables that a job's <c>{{env.NAME}}</c> references name, with their values from this process's environment. They are handed to the
/// job's environment alone: no script, journal, log or report holds them.
/// </summary>
internal static class PassedEnvironment
{
    /// <exception cref="BenchException">A variable is not set (status Usage).</exception>
    public static Dictionary<string, string> Of(RunContext run, JobScriptModel job)
    {
        var passed = new Dictionary<string, string>();
        if (job.Container is { } container)
        {
            passed["BENCH_IMAGE"] = run.Images.Paths[container.Image];
        }

        foreach (var name in job.Command.Concat(job.Env.Values).SelectMany(t => t.Parts).Where(IsEnvironment).Select(p => RuntimeNames.VariableOf(p.Value)!).Distinct())
        {
            passed[name] = Environment.GetEnvironmentVariable(name) ?? throw new BenchException(ExitStatus.Usage, new Diagnostic(
                Codes.EnvironmentMissing, null,
                $"'{job.Name}' refers to {{{{env.{name}}}}}, and the variable {name} is not set.",
                $"Do 'export {name}=…' before build.sh."));
        }

        return passed;
    }

    private static bool IsEnvironment(TextPart part) => part.IsReference && part.Value.StartsWith(RuntimeNames.EnvironmentPrefix, StringComparison.Ordinal);
}
