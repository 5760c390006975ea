using System.Diagnostics;

namespace Bench.Metrics;

/// <summary>The state of the git checkout that a folder is in: which version of a recipe was measured. Nothing where there is no git or no checkout.</summary>
public static class GitFacts
{
    public static IReadOnlyDictionary<string, string> Read(string folder)
    {
        if (Run(folder, "rev-parse", "HEAD") is not { } commit)
        {
            return new Dictionary<string, string>();
        }

        var changed = Run(folder, "status", "--porcelain", "--untracked-files=no")?.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length ?? 0;
        return new Dictionary<string, string>
        {
            ["git commit"] = commit,
            ["git state"] = changed == 0 ? "clean" : $"{changed} changed file{(changed == 1 ? "" : "s")}",
        };
    }

    private static string? Run(string folder, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // git is not installed: then there is nothing to tell.
            return null;
        }
    }
}
