using System.Diagnostics.CodeAnalysis;

namespace Bench.Transport;

/// <summary>How Bench itself asks a run's own services by HTTP: for their health and their metrics.</summary>
internal static class ServiceHttp
{
    /// <summary>Without a proxy, for services are addressed directly; with any certificate, for they often made theirs themselves.</summary>
    [SuppressMessage("Security", "CA5359", Justification = "It reads from the service, and tells it nothing; whether clients may trust it is for the workloads to see. The kubelet does the same.")]
    internal static SocketsHttpHandler NewHandler() => new() { UseProxy = false, SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
}
