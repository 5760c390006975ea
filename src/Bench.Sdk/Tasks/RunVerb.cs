using Bench.Lifecycle;
using Bench.Sdk.Host;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Bench.Sdk.Tasks;

/// <summary>Asks this build's session (<see cref="OpenBench"/>) for one verb.</summary>
public sealed class RunVerb : Task, ICancelableTask
{
    /// <summary>A <see cref="BenchVerb"/>.</summary>
    [Required]
    public string Verb { get; set; } = "";

    public override bool Execute()
    {
        // A verb may fail without an error of its own (it was cancelled); MSBuild need not add one.
        if (BuildEngine is IBuildEngine7 engine)
        {
            engine.AllowFailureWithoutError = true;
        }

        if (!Enum.TryParse<BenchVerb>(Verb, out var verb))
        {
            Log.LogError($"There is no verb '{Verb}'.");
            return false;
        }

        var scope = (SessionScope?)((IBuildEngine4)BuildEngine).GetRegisteredTaskObject(SessionScope.Key, RegisteredTaskObjectLifetime.Build);
        if (scope is null)
        {
            Log.LogError("No session: OpenBench has to run first.");
            return false;
        }

        return scope.Run(verb, BuildEngine);
    }

    public void Cancel() => HostProcess.CancelFromMSBuild();
}
