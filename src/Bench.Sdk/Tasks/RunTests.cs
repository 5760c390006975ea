using Bench.Diagnostics;
using Bench.Lifecycle;
using Bench.Sdk.Host;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Bench.Sdk.Tasks;

/// <summary><c>dotnet test</c> over the solution, with a sum over all projects as the last line.</summary>
public sealed class RunTests : Task, ICancelableTask
{
    /// <summary>The checkout.</summary>
    [Required]
    public string Home { get; set; } = "";

    /// <summary>A filter of dotnet test.</summary>
    public string? Filter { get; set; }

    public override bool Execute()
    {
        HostProcess.TakeOver();
        HostEnvironment.Clean();
        if (BuildEngine is IBuildEngine7 engine)
        {
            engine.AllowFailureWithoutError = true;
        }

        var home = Path.GetFullPath(Home);
        var filter = string.IsNullOrEmpty(Filter) ? HostEnvironment.Get("BENCH_FILTER") : Filter;
        var folder = Path.Combine(home, "artifacts", "test-results");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        var status = Tool.Run(home, Tell, Tool.Dotnet, Arguments(folder, filter));
        var results = TestResults.Read(folder);
        if (status is not null)
        {
            Judge(status.Value, results, string.IsNullOrEmpty(filter) ? TestProjects(home) : []);
        }

        var log = new EventLog();
        using var attachment = log.Attach(BuildEngine);
        log.On(new OutputPrinted(results.ToString()));
        var good = status == 0 && !Log.HasLoggedErrors;
        HostProcess.EndWith(good ? ExitStatus.Done : ExitStatus.Fault);
        return good;
    }

    public void Cancel() => HostProcess.CancelFromMSBuild();

    // No process may stay behind: neither MSBuild's nodes nor the compiler's server.
    private static List<string> Arguments(string folder, string? filter)
    {
        List<string> arguments =
        [
            "test", "Bench.sln", "-c", "Release", "--nologo", "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false",
            "--logger", "trx", "--results-directory", folder,
        ];
        if (!string.IsNullOrEmpty(filter))
        {
            arguments.AddRange(["--filter", filter]);
        }

        return arguments;
    }

    private void Judge(int status, TestResults results, IReadOnlyList<string> projects)
    {
        foreach (var project in projects.Where(project => !results.Projects.Contains(project.ToLowerInvariant())))
        {
            Log.LogError(null, Codes.ProjectWithoutTests, null, null, 0, 0, 0, 0, $"tests/{project} ran no test. Give it one, or look for the fault that stopped it above.");
        }

        if (results.Failed > 0 || status != 0)
        {
            Log.LogError(null, Codes.TestsFailed, null, null, 0, 0, 0, 0, results.Failed > 0 ? $"{results.Failed} tests failed." : "dotnet test failed; its output is above.");
        }
        else if (results.Passed == 0)
        {
            Log.LogError(null, Codes.ProjectWithoutTests, null, null, 0, 0, 0, 0, "No test ran. Does the filter match any?");
        }
    }

    // The same rule as in Directory.Build.props: tests/ also holds programs that tests use.
    private static List<string> TestProjects(string home) =>
    [
        .. Directory.GetFiles(Path.Combine(home, "tests"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => name.EndsWith("Tests", StringComparison.Ordinal) || name == "Bench.Journeys")
            .Order(StringComparer.Ordinal),
    ];

    private void Tell(string line)
    {
        if (line.Length > 0)
        {
            Log.LogMessage(MessageImportance.High, "{0}", line);
        }
    }
}
