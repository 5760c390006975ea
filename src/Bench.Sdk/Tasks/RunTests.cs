using Bench.Sdk.Host;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Bench.Sdk.Tasks;

/// <summary>The tests of the checkout (<see cref="TestRun"/>).</summary>
public sealed class RunTests : Task, ICancelableTask
{
    /// <summary>The checkout.</summary>
    [Required]
    public string Home { get; set; } = "";

    /// <summary>A filter of dotnet test.</summary>
    public string? Filter { get; set; }

    /// <summary>The journeys on a real Slurm cluster, and those alone: it is started before them and taken down after them.</summary>
    public bool OnCluster { get; set; }

    /// <summary>A flag: the cluster that was started stays up.</summary>
    public string? KeepTestbed { get; set; }

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
        return new TestRun(Path.GetFullPath(Home), Filter, KeepTestbed, log, line => Log.LogMessage(MessageImportance.High, "{0}", line)).Run(OnCluster);
    }

    public void Cancel() => HostProcess.CancelFromMSBuild();
}
