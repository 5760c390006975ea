using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Bench.Jobs.Local;

/// <summary>The files that a job's wrapper leaves in the job's folder.</summary>
internal static class LocalJobFiles
{
    /// <summary>Null where the job has not started, or the file is another job's.</summary>
    public static LocalStarted? Started(JobHandle job) => Read(job.Directory, "started.json", LocalJson.Default.LocalStarted) is { } started && started.Job == job.Name ? started : null;

    /// <summary>Null where the job has not ended.</summary>
    public static LocalExit? Exit(string directory) => Read(directory, "exit.json", LocalJson.Default.LocalExit);

    /// <summary>Written for a job whose wrapper was killed before it could.</summary>
    public static byte[] StoppedExit(int signal, DateTimeOffset at) =>
        JsonSerializer.SerializeToUtf8Bytes(new { code = 128 + signal, signal, reason = "stopped", at }, JsonSerializerOptions.Web);

    // The files are renamed into place whole, so that broken JSON is no race but a foreign file: it tells nothing.
    private static T? Read<T>(string directory, string name, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(Path.Combine(directory, name)), type);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }
}
