using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Bench.Measurement.Pairs;

namespace Bench.Load.Pairs;

/// <summary><c>bench-load agent</c>: finds the driver, and works for it until it is told that all is done.</summary>
internal static class AgentProgram
{
    private static readonly TimeSpan DialTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    internal static int Run(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        var command = AgentCommand.Parse(arguments, environment);
        using var stop = new StopSignal();
        try
        {
            return RunAsync(command, TimeProvider.System, stop.Token).GetAwaiter().GetResult() ? 0 : 1;
        }
        catch (OperationCanceledException) when (stop.Status != 0)
        {
            return stop.Status;
        }
    }

    /// <summary>True: the driver said that all is done.</summary>
    /// <exception cref="LoadException">The plan cannot be read, or the driver is not to be reached.</exception>
    internal static async Task<bool> RunAsync(AgentCommand command, TimeProvider time, CancellationToken cancellationToken)
    {
        var (plan, tool) = ReadPlan(command.Plan);
        var secret = PairSecret.Read(command.SecretFile);
        var ledger = new PairLedger(command.Children, command.Name);
        var left = await ledger.EndLeftoversAsync(cancellationToken).ConfigureAwait(false);
        if (left > 0)
        {
            await Console.Error.WriteLineAsync($"bench-load: ended {left} processes that an earlier agent of {command.Name} left.").ConfigureAwait(false);
        }

        var wait = command.Wait;
        while (true)
        {
            await using var link = await ConnectAsync(command, wait, time, cancellationToken).ConfigureAwait(false);
            if (link is null)
            {
                throw new LoadException($"The driver at {string.Join(", ", command.Driver)} is not to be reached from {command.Name}.");
            }

            if (!await IsTakenAsync(link, command, secret, cancellationToken).ConfigureAwait(false))
            {
                throw new LoadException($"What listens at {string.Join(", ", command.Driver)} is not the driver, or did not take {command.Name}.");
            }

            if (await new PairAgent(plan, tool, command.Name, ledger, time).RunAsync(link, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }

            // A connection may break and the driver be there all the same. Where it has gone, its port refuses.
            wait = Pause;
        }
    }

    /// <exception cref="LoadException">It cannot be read, or asks for a tool that there is not.</exception>
    internal static (PairPlan Plan, IPairTool Tool) ReadPlan(string path)
    {
        try
        {
            var plan = PairPlan.FromJson(File.ReadAllText(path));
            return (plan, PairTools.Find(plan.Tool) ?? throw new LoadException($"'{path}' asks for the tool '{plan.Tool}', which this build does not know."));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new LoadException($"The plan '{path}' cannot be read: {e.Message}", e);
        }
    }

    private static async Task<PairLink?> ConnectAsync(AgentCommand command, TimeSpan wait, TimeProvider time, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        do
        {
            foreach (var point in command.Driver)
            {
                var socket = new Socket(point.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                    limit.CancelAfter(DialTime);
                    await socket.ConnectAsync(point, limit.Token).ConfigureAwait(false);
                    return new PairLink(socket);
                }
                catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
                {
                    socket.Dispose();
                }
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
        while (Stopwatch.GetElapsedTime(begun) < wait);

        return null;
    }

    private static async Task<bool> IsTakenAsync(PairLink link, AgentCommand command, PairSecret secret, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(2 * DialTime);
        try
        {
            if (await link.ReceiveAsync(limit.Token).ConfigureAwait(false) is not PairMessage.Challenge challenge)
            {
                return false;
            }

            var nonce = PairSecret.Nonce();
            var addresses = NodeAddresses.ByInterface();
            if (command.Address is { } own && IPAddress.Parse(own) is var address && IPAddress.IsLoopback(address))
            {
                // On one machine each agent has a loopback address of its own.
                addresses["lo"] = own;
            }

            link.Send(new PairMessage.Hello(
                nonce, secret.AgentProof(challenge.Nonce, nonce, command.Index, command.Name), command.Index, command.Name, command.Address, addresses));
            var taken = await link.ReceiveAsync(limit.Token).ConfigureAwait(false) is PairMessage.Welcome welcome
                && PairSecret.Same(welcome.Proof, secret.DriverProof(challenge.Nonce, nonce));
            link.Longest = PairLink.LongestLine;
            return taken;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
