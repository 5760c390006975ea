using System.Diagnostics;
using Bench.Diagnostics;

namespace Bench.Sdk.Host;

/// <summary>Runs a tool of the development kit (dotnet test, dotnet publish), line by line, and ends it with all its children when cancelled.</summary>
internal static class Tool
{
    /// <summary>The exit status, or null where it was cancelled.</summary>
    public static int? Run(string folder, Action<string> line, string file, params IEnumerable<string> arguments)
    {
        using var process = Start(folder, line, file, arguments);
        var cancelled = false;
        using (HostProcess.OnCancel(Stop))
        {
            process.WaitForExit();
        }

        return cancelled ? null : process.ExitCode;

        void Stop(ExitStatus status)
        {
            cancelled = true;
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The exit status of a tool that tidies up: no cancellation ends it, and Ctrl-C in a terminal does not reach it.</summary>
    public static int RunToItsEnd(string folder, Action<string> line, string file, params IEnumerable<string> arguments)
    {
        using var process = Start(folder, line, "setsid", ["--wait", file, .. arguments]);
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>The dotnet that runs us.</summary>
    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? Environment.ProcessPath ?? "dotnet";

    private static Process Start(string folder, Action<string> line, string file, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsMSBuilds).ToArray())
        {
            start.Environment.Remove(name);
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Pass(e.Data);
        process.ErrorDataReceived += (_, e) => Pass(e.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Pass(string? text)
        {
            if (text is not null)
            {
                line(text);
            }
        }
    }

    // MSBuild leaves marks for its own nodes; another dotnet must find its SDK by itself.
    private static bool IsMSBuilds(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name is "DOTNET_CLI_TELEMETRY_SESSIONID";
}
