using Bench.Diagnostics;
using Bench.Lifecycle;
using Bench.Sdk.Host;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Bench.Sdk.Tasks;

/// <summary><c>dotnet test</c> over the solution, with a sum over all projects as the last line.</summary>
public sealed class RunTests : Task, ICancelableTask
{
    // No process may stay behind: neither MSBuild's nodes nor the compiler's server.
    private static readonly string[] Quietly =
        ["Bench.sln", "-c", "Release", "--nologo", "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false"];

    // Lines of the test host that say nothing about a test.
    private static readonly string[] Chatter =
        ["Test run for ", "A total of ", "Results File: ", "No test matches the given testcase filter", "Build succeeded", "    0 Warning(s)", "    0 Error(s)", "Time Elapsed "];

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

        var log = new EventLog();
        using var attachment = log.Attach(BuildEngine);
        var status = Tool.Run(home, Tell, Tool.Dotnet, ["build", .. Quietly]);
        if (status == 0)
        {
            status = Tool.Run(home, Tell, Tool.Dotnet, TestArguments(folder, filter));
        }

        var results = TestResults.Read(folder);
        var errors = status is null ? [] : Judge(status.Value, results, string.IsNullOrEmpty(filter) ? TestProjects(home) : []);
        foreach (var error in errors)
        {
            log.On(new DiagnosticRaised(error));
        }

        if (results.Skipped > 0)
        {
            log.On(new MessagePrinted($"{results.Skipped} skipped"));
        }

        log.On(new OutputPrinted(results.ToString()));
        var good = status == 0 && errors.Count == 0;
        HostProcess.EndWith(good ? ExitStatus.Done : ExitStatus.Fault);
        return good;
    }

    public void Cancel() => HostProcess.CancelFromMSBuild();

    // One project after the other: tests that measure time do not share the machine, and result files do not share a name.
    private static List<string> TestArguments(string folder, string? filter)
    {
        List<string> arguments =
        [
            "test", .. Quietly, "--no-build", "-m:1", "--logger", "trx", "--logger", "console;verbosity=minimal", "--results-directory", folder,
        ];
        if (!string.IsNullOrEmpty(filter))
        {
            arguments.AddRange(["--filter", filter]);
        }

        return arguments;
    }

    private static List<Diagnostic> Judge(int status, TestResults results, IReadOnlyList<string> projects)
    {
        List<Diagnostic> errors =
        [
            .. projects.Where(project => !results.Projects.Contains(project.ToLowerInvariant())).Select(project => new Diagnostic(
                Codes.ProjectWithoutTests, null, $"tests/{project} ran no test.", "Give it one, or look above for what stopped it.")),
        ];
        if (results.Failed > 0)
        {
            errors.Add(new Diagnostic(Codes.TestsFailed, null, results.Failed == 1 ? "one test failed." : $"{results.Failed} tests failed.", "They are shown above."));
        }
        else if (status != 0)
        {
            errors.Add(new Diagnostic(Codes.TestsFailed, null, "the tests could not be compiled or run.", "The output of dotnet is above."));
        }
        else if (results.Passed == 0)
        {
            errors.Add(new Diagnostic(Codes.ProjectWithoutTests, null, "no test ran.", "Check the filter."));
        }

        return errors;
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
        if (line.Length > 0 && !Chatter.Any(start => line.StartsWith(start, StringComparison.Ordinal)))
        {
            Log.LogMessage(MessageImportance.High, "{0}", line);
        }
    }
}
