namespace Bench.Jobs.Local;

/// <summary>The environment of a local job: a list of what may be inherited, so that no secret or setting of the caller's shell leaks in.</summary>
internal static class LocalEnvironment
{
    private static readonly string[] Inherited =
    [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "DOTNET_ROOT",
        "XDG_RUNTIME_DIR", "XDG_CACHE_HOME",
    ];

    /// <summary>The job's own variables win over inherited ones, Bench's over both.</summary>
    public static Dictionary<string, string> Of(JobSpec job)
    {
        var result = new Dictionary<string, string>();
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                result[name] = value;
            }
        }

        foreach (var (name, value) in job.Environment)
        {
            result[name] = value;
        }

        result["BENCH_JOB"] = job.Name;
        result["BENCH_JOB_DIR"] = Path.GetFullPath(job.Directory);
        result["BENCH_NONCE"] = job.Nonce;
        return result;
    }
}
