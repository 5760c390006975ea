using System.Diagnostics;

namespace Bench.Load.Tests;

/// <summary>The programs themselves, started as jobs start them.</summary>
internal static class Programs
{
    internal static string Load { get; } = Path.Combine(AppContext.BaseDirectory, "bench-load");

    internal static string Hello { get; } = Path.Combine(AppContext.BaseDirectory, "bench-hello");

    /// <param name="job">BENCH_JOB of its environment; null where it has none.</param>
    internal static Process Start(string program, string? job, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("BENCH_JOB");
        if (job is not null)
        {
            start.Environment["BENCH_JOB"] = job;
        }

        return Process.Start(start)!;
    }

    /// <summary>Looks again and again; ends also where the process does, so that a test fails instead of hanging.</summary>
    internal static async Task UntilAsync(Process process, Func<bool> condition)
    {
        while (!process.HasExited && !condition())
        {
            await Task.Delay(10);
        }
    }

    internal static async Task TerminateAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
    }
}
