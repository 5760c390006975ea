using Bench.Lifecycle;
using Microsoft.Build.Framework;

namespace Bench.Sdk.Host;

/// <summary>The one session of a build, kept by MSBuild from task to task and disposed of by it when the build is over.</summary>
internal sealed class SessionScope : IDisposable
{
    /// <summary>Its key among MSBuild's registered task objects.</summary>
    public const string Key = "Bench.Sdk.SessionScope";

    private readonly EventLog _log = new();
    private readonly HostSession _session;

    public SessionScope(BenchOptions options) => _session = new HostSession(options, _log);

    /// <summary>Does a verb; its events go through the task's engine.</summary>
    public bool Run(BenchVerb verb, IBuildEngine engine)
    {
        using var attachment = _log.Attach(engine);
        return _session.Run(verb);
    }

    public void Dispose() => _session.Dispose();
}
