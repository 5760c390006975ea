using Bench.Diagnostics;
using Bench.Recipes;
using Bench.Scripts;

namespace Bench.Jobs.Slurm;

/// <summary><c>job.env</c>: the environment of a job, which its wrapper sources and removes. Quoted assignments, one a line.</summary>
internal static class SlurmEnvironment
{
    /// <summary>The last line: what was cut off on its way lacks it.</summary>
    public const string LastLine = "# end";

    public static string Of(JobSpec job)
    {
        var all = new Dictionary<string, string>(job.Environment)
        {
            ["BENCH_JOB"] = job.Name,
            ["BENCH_JOB_DIR"] = job.Directory,
            ["BENCH_NONCE"] = job.Nonce,
        };
        return string.Concat(all.OrderBy(v => v.Key, StringComparer.Ordinal).Select(Line)) + LastLine + "\n";
    }

    private static string Line(KeyValuePair<string, string> variable) => RuntimeNames.IsVariable(variable.Key)
        ? $"export {variable.Key}={ShellQuote.Literal(variable.Value)}\n"
        : throw new BenchException(ExitStatus.Usage, new Diagnostic(
            Codes.BadVariableName, null, $"The environment variable {Shown.Quoted(variable.Key)} cannot be set.", "Use a name of letters, digits and '_' that does not start with a digit."));
}
