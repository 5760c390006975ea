using Bench.Sdk.Host;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Bench.Sdk.Tasks;

/// <summary>Builds what nodes without .NET can run (<see cref="NodeTools"/>).</summary>
public sealed class PublishLoad : Task, ICancelableTask
{
    /// <summary>The checkout.</summary>
    [Required]
    public string Home { get; set; } = "";

    /// <summary>What they are to run on: one of <see cref="NodeTools.Runtimes"/>; this machine's own where it is left out.</summary>
    public string? Runtime { get; set; }

    public override bool Execute()
    {
        HostProcess.TakeOver();
        HostEnvironment.Clean();
        if (BuildEngine is IBuildEngine7 engine)
        {
            engine.AllowFailureWithoutError = true;
        }

        var log = new EventLog();
        using var attachment = log.Attach(BuildEngine);
        return NodeTools.Publish(Path.GetFullPath(Home), Runtime, log);
    }

    public void Cancel() => HostProcess.CancelFromMSBuild();
}
