namespace Bench.Load.Probing;

/// <summary>One way to ask a service whether it is well.</summary>
internal interface IQuestion
{
    /// <summary>Asks once. Sockets' and streams' faults are the caller's to tell as bad answers.</summary>
    /// <exception cref="OperationCanceledException">The time of the question is over.</exception>
    Task<ProbeAnswer> AskAsync(CancellationToken cancellationToken);
}
