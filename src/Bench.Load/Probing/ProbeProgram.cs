using System.Diagnostics;
using System.Net.Sockets;
using Bench.Load.CommandLine;

namespace Bench.Load.Probing;

/// <summary><c>bench-load probe</c>: asks until a good answer, a deadline or a signal.</summary>
internal static class ProbeProgram
{
    /// <summary>EX_CONFIG: the service cannot be reached from here.</summary>
    internal const int NeverGood = 78;

    /// <param name="errors">Is told, in a sentence, why no answer was good.</param>
    internal static int Run(IReadOnlyList<string> arguments, Func<string, string?> environment, TextWriter errors)
    {
        var command = ProbeCommand.Parse(arguments, environment);
        OutputFolder.Check("--out", command.Out);
        using var stop = new StopSignal();
        using var log = command.Out is { } path ? new ProbeLog(path) : null;
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var asked = Stopwatch.GetTimestamp();
            var at = DateTimeOffset.UtcNow;
            var answer = Ask(command, stop.Token);
            if (stop.Token.IsCancellationRequested)
            {
                return command.Deadline is null ? 0 : stop.Status;
            }

            log?.Write(at, answer, Stopwatch.GetElapsedTime(asked));
            if (command.Deadline is { } deadline)
            {
                if (answer.Good)
                {
                    return 0;
                }

                if (Stopwatch.GetElapsedTime(begun) + command.Every >= deadline)
                {
                    errors.WriteLine($"bench-load: no good answer within {deadline.TotalSeconds:0.###} s; the last was: {answer.Detail}.");
                    return NeverGood;
                }
            }

            var rest = command.Every - Stopwatch.GetElapsedTime(asked);
            stop.Token.WaitHandle.WaitOne(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        }
    }

    private static ProbeAnswer Ask(ProbeCommand command, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(command.Timeout);
        try
        {
            return command.Question.AskAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return new ProbeAnswer(false, $"no answer within {command.Timeout.TotalSeconds:0.###} s");
        }
        catch (SocketException e)
        {
            return new ProbeAnswer(false, e.SocketErrorCode.ToString());
        }
        catch (IOException e)
        {
            return new ProbeAnswer(false, e.Message);
        }
    }
}
