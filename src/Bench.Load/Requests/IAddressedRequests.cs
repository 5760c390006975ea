using System.Net;

namespace Bench.Load.Requests;

/// <summary>Requests that also say where each worker connects to, as <c>thread.addr</c> of a script does.</summary>
internal interface IAddressedRequests : IRequestSourceFactory
{
    /// <param name="worker">From 0.</param>
    IPEndPoint AddressOf(int worker);
}
