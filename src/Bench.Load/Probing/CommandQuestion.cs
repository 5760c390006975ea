using System.ComponentModel;
using System.Diagnostics;

namespace Bench.Load.Probing;

/// <summary>A command ends with status 0. What it prints is not looked at; when its time is over it is killed with its children.</summary>
internal sealed class CommandQuestion(IReadOnlyList<string> words) : IQuestion
{
    public async Task<ProbeAnswer> AskAsync(CancellationToken cancellationToken)
    {
        using var process = Start();
        if (process is null)
        {
            return new ProbeAnswer(false, $"'{words[0]}' cannot be started");
        }

        process.StandardInput.Close();
        // Read and dropped, so that it does not block on a full pipe; not waited for, since its children may hold the pipe open.
        _ = DrainAsync(process.StandardOutput.BaseStream);
        _ = DrainAsync(process.StandardError.BaseStream);
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return new ProbeAnswer(process.ExitCode == 0, $"exit status {process.ExitCode}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process? Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo(words[0], words.Skip(1))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task DrainAsync(Stream stream)
    {
        try
        {
            await stream.CopyToAsync(Stream.Null).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The question is over.
        }
    }
}
