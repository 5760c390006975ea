using System.Text;
using Bench.Diagnostics;

namespace Bench.Transport.Ssh;

/// <summary>Runs one command over a line.</summary>
/// <param name="askEvery">How often, while a command runs, the server is asked whether it is still there.</param>
internal sealed class SshExec(SshHost host, TimeProvider time, TimeSpan askEvery)
{
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(3);

    /// <param name="input">Written to the command's standard input.</param>
    /// <param name="output">Gets standard output. What is no <see cref="MemoryStream"/> is written to while the command runs, on a thread of its own.</param>
    /// <returns>Exit code and standard error. No code where it is not known how the command ended: it ran into its timeout, or the line broke.</returns>
    /// <exception cref="SshInterruptedException">The command was not begun.</exception>
    /// <exception cref="BenchException">The account there runs no commands.</exception>
    public async Task<(int? ExitCode, string Error)> RunAsync(SshLine line, CommandLine command, Stream? input, Stream output, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var mark = $"bench-{Guid.NewGuid():N}";
        var run = new SshRun(line, ShellText.Line(command, mark, hasInput: input is not null), input);
        try
        {
            var (outputs, errors, error) = (new MarkedOutput(mark, output), new MemoryStream(), "");
            var isStopped = await WaitAsync(line, run, outputs, isStreamed: output is not MemoryStream, command.Timeout, cancellationToken).ConfigureAwait(false);
            if (run.Opened.IsCompletedSuccessfully)
            {
                var marked = new MarkedOutput(mark, errors);
                marked.ReadAll(run.Command.ExtendedOutputStream);
                error = Encoding.UTF8.GetString(errors.ToArray());
                if (!isStopped && run.ExitCode is not null && !outputs.IsMarked)
                {
                    throw SshErrors.Shell(host, (outputs.Before + marked.Before).Trim());
                }
            }

            return isStopped ? (null, $"{error}Timed out after {command.Timeout}.")
                : run.HasBegun ? (run.ExitCode, error)
                : throw new SshInterruptedException("The connection broke.");
        }
        finally
        {
            run.Release();
        }
    }

    /// <summary>True where the timeout ended the command. All output is read then.</summary>
    private async Task<bool> WaitAsync(SshLine line, SshRun run, MarkedOutput output, bool isStreamed, TimeSpan? limit, CancellationToken cancellationToken)
    {
        var reading = Task.CompletedTask;
        var isStopped = false;
        using var timeout = new CancellationTokenSource(limit ?? Timeout.InfiniteTimeSpan, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var done = await run.Opened.WaitAsync(stop.Token).ConfigureAwait(false);
            if (isStreamed)
            {
                reading = Blocking.RunAsync(() => output.ReadAll(run.Command.OutputStream));
            }

            while (true)
            {
                await done.WaitAsync(askEvery, time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (done.IsCompleted)
                {
                    break;
                }

                stop.Token.ThrowIfCancellationRequested();
                await AskAsync(line, "exit\n"u8.ToArray()).WaitAsync(stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            isStopped = true;
            await KillAsync(line, run, output, isStreamed).ConfigureAwait(false);
        }

        // A target that cannot be written to (a full disk here) fails here.
        await reading.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (!isStreamed && run.Opened.IsCompletedSuccessfully)
        {
            output.ReadAll(run.Command.OutputStream);
        }

        return isStopped;
    }

    /// <summary>By a second command: the signals of SSH are refused by many servers, and for forced commands and root by OpenSSH itself.</summary>
    private async Task KillAsync(SshLine line, SshRun run, MarkedOutput output, bool isStreamed)
    {
        if (run.Opened.IsCompletedSuccessfully)
        {
            if (!isStreamed)
            {
                output.ReadSome(run.Command.OutputStream);
            }

            if (output.IsMarked)
            {
                await AskAsync(line, ShellText.KillLine(output.Process)).WaitAsync(KillLimit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await run.Opened.Result.WaitAsync(KillLimit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await run.StopAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// SSH.NET sends what keeps firewalls awake, but does not listen for an answer, and TCP finds out after a quarter of an hour. A channel that
    /// does not open within the connection's timeout means that nobody is there: then the line is given up, and with it the command that waits.
    /// </summary>
    private static async Task AskAsync(SshLine line, byte[] text)
    {
        try
        {
            var probe = new SshRun(line, text, input: null);
            var done = await probe.Opened.ConfigureAwait(false);

            // Its end is not waited for: a login shell may hang on a file system while its server is well.
            _ = done.ContinueWith(_ => probe.Release(), TaskScheduler.Default);
        }
        catch (SshInterruptedException)
        {
            // The run has given up the line already, if it is the line.
        }
    }
}
