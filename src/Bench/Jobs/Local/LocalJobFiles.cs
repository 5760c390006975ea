using System.Text.Json;

namespace Bench.Jobs.Local;

/// <summary>The files that a job's wrapper leaves in the job's folder.</summary>
internal static class LocalJobFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Null where the job has not started, or the file is another job's.</summary>
    public static LocalStarted? Started(JobHandle job) => Read<LocalStarted>(job.Directory, "started.json") is { } started && started.Job == job.Name ? started : null;

    /// <summary>Null where the job has not ended.</summary>
    public static LocalExit? Exit(string directory) => Read<LocalExit>(directory, "exit.json");

    /// <summary>Written for a job whose wrapper was killed before it could.</summary>
    public static byte[] StoppedExit(int signal, DateTimeOffset at) =>
        JsonSerializer.SerializeToUtf8Bytes(new { code = 128 + signal, signal, reason = "stopped", at }, Options);

    // The files are renamed into place whole, so that broken JSON is no race but a foreign file: it tells nothing.
    private static T? Read<T>(string directory, string name)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(Path.Combine(directory, name)), Options);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }
}
