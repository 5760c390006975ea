namespace Bench.Load.Requests;

/// <summary>Makes the requests of each worker, on that worker's thread, before the load begins.</summary>
public interface IRequestSourceFactory
{
    /// <param name="worker">From 0.</param>
    /// <param name="workers">Threads of the load.</param>
    IRequestSource Create(int worker, int workers);
}
