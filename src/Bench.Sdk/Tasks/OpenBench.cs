using Bench.Diagnostics;
using Bench.Lifecycle;
using Bench.Sdk.Host;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Bench.Sdk.Tasks;

/// <summary>
/// Makes the session that the verbs of this build share. A property that is empty leaves the value to the environment
/// (<c>BENCH_NAME</c>, which is how build.sh hands over its command line), to .nuke/parameters.json, to the default.
/// </summary>
public sealed class OpenBench : Task
{
    /// <summary>The target that the user asked for.</summary>
    [Required]
    public string Target { get; set; } = "";

    /// <summary>The checkout.</summary>
    [Required]
    public string Home { get; set; } = "";

    /// <summary>Where relative paths start and <c>.bench/</c> is; the checkout where it is left out.</summary>
    public string? Root { get; set; }

    /// <summary>The folder with bench-load/ and bench-hello/; that of this assembly's folder where it is left out.</summary>
    public string? Tools { get; set; }

    /// <summary>Items named after parameters, with the metadata <c>Value</c>; empty where the host has none.</summary>
    public ITaskItem[] Parameters { get; set; } = [];

    public override bool Execute()
    {
        HostProcess.TakeOver();
        HostEnvironment.Clean();
        try
        {
            var scope = new SessionScope(ReadOptions());
            ((IBuildEngine4)BuildEngine).RegisterTaskObject(SessionScope.Key, scope, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        }
        catch (BenchException wrong)
        {
            var log = new EventLog();
            using var attachment = log.Attach(BuildEngine);
            foreach (var diagnostic in wrong.Diagnostics)
            {
                log.On(new DiagnosticRaised(diagnostic));
            }

            HostProcess.EndWith(wrong.Status);
            return false;
        }

        return true;
    }

    private BenchOptions ReadOptions()
    {
        var given = Parameters.ToDictionary(item => item.ItemSpec, item => item.GetMetadata("Value"));
        return HostParameters.Read(Target, Home, Root, Tools, given.GetValueOrDefault);
    }
}
