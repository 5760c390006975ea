namespace Bench.Load.Pairs;

/// <summary>Starts the agents of a pattern.</summary>
internal interface IAgentLauncher
{
    /// <summary>The nodes' names as far as they are known before the agents come; by index.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Starts them; they come to the door by themselves. Done when all of them have ended.</summary>
    /// <param name="driver">Where the driver listens.</param>
    Task RunAsync(string driver, CancellationToken cancellationToken);
}
