namespace Bench.Load.Pairs;

/// <summary>A program that starts one or many agents, and that is ended where they do not end by themselves.</summary>
internal static class AgentProcess
{
    /// <summary>Done when it has ended; what it said goes to standard error.</summary>
    /// <exception cref="LoadException">It cannot be started.</exception>
    internal static async Task RunAsync(IReadOnlyList<string> words, string what, CancellationToken cancellationToken)
    {
        PairChild child;
        try
        {
            child = PairChild.Start(words, "this node");
        }
        catch (PairException e)
        {
            throw new LoadException(e.Message, e);
        }

        try
        {
            await child.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            var output = await child.EndAsync().ConfigureAwait(false);
            foreach (var line in (output.Output + output.Errors).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                await Console.Error.WriteLineAsync($"{what}: {line}").ConfigureAwait(false);
            }

            if (output.Status != 0 && !cancellationToken.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync($"bench-load: {what} ended with status {output.Status}.").ConfigureAwait(false);
            }
        }
    }
}
