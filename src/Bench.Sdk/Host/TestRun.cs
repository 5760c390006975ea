using Bench.Diagnostics;
using Bench.Lifecycle;

namespace Bench.Sdk.Host;

/// <summary><c>dotnet test</c> over the solution, or over the journeys on the testbed, with a sum over all projects as the last line.</summary>
/// <param name="home">The checkout.</param>
/// <param name="filter">A filter of dotnet test; <c>BENCH_FILTER</c> where it is empty.</param>
/// <param name="keepTestbed">A flag: the cluster that was started stays up; <c>BENCH_KEEP_TESTBED</c> where it is empty.</param>
/// <param name="log">Gets errors and the sum.</param>
/// <param name="line">Gets the lines of the tools.</param>
internal sealed class TestRun(string home, string? filter, string? keepTestbed, IBenchObserver log, Action<string> line)
{
    // It leaves itself out of the solution's tests, see its project file.
    private const string ClusterProject = "Bench.ClusterJourneys";

    // No process may stay behind: neither MSBuild's nodes nor the compiler's server.
    private static readonly string[] Quietly = ["-c", "Release", "--nologo", "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false"];

    // Lines of the test host that say nothing about a test.
    private static readonly string[] Chatter =
        ["Test run for ", "A total of ", "Results File: ", "No test matches the given testcase filter", "Build succeeded", "    0 Warning(s)", "    0 Error(s)", "Time Elapsed "];

    private readonly string? _filter = HostParameters.Given(filter, "BENCH_FILTER");

    /// <summary>Whether all went well; the process's status is set.</summary>
    /// <param name="onCluster">The journeys on a real Slurm cluster, and those alone: it is started before them and taken down after them.</param>
    public bool Run(bool onCluster)
    {
        var folder = Path.Combine(home, "artifacts", onCluster ? "cluster-test-results" : "test-results");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        var errors = new List<Diagnostic>();
        var status = onCluster ? TestOnCluster(folder, errors) : Test("Bench.sln", TestProjects(), folder, errors);
        var results = TestResults.Read(folder);
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

    private int? TestOnCluster(string folder, List<Diagnostic> errors)
    {
        var keep = HostParameters.Given(keepTestbed, "BENCH_KEEP_TESTBED")?.ToLowerInvariant() is "true" or "1" or "yes";
        var testbed = new Testbed(home, Tell);
        try
        {
            var status = testbed.Start(errors);
            return status == 0 ? Test(Path.Combine("tests", ClusterProject), [ClusterProject], folder, errors) : status;
        }
        finally
        {
            testbed.End(keep, errors);
        }
    }

    /// <summary>The exit status of dotnet, null where it was cancelled. <paramref name="projects"/> must have run a test each, unless there is a filter.</summary>
    private int? Test(string what, IReadOnlyList<string> projects, string folder, List<Diagnostic> errors)
    {
        var status = Tool.Run(home, Tell, Tool.Dotnet, ["build", what, .. Quietly]);
        if (status == 0)
        {
            status = Tool.Run(home, Tell, Tool.Dotnet, TestArguments(what, folder));
        }

        if (status is not null)
        {
            errors.AddRange(Judge(status.Value, TestResults.Read(folder), _filter is null ? projects : []));
        }

        return status;
    }

    // One project after the other: tests that measure time do not share the machine, and result files do not share a name.
    private List<string> TestArguments(string what, string folder)
    {
        List<string> arguments =
        [
            "test", what, .. Quietly, "--no-build", "-m:1", "--logger", "trx", "--logger", "console;verbosity=minimal", "--results-directory", folder,
        ];
        if (_filter is not null)
        {
            arguments.AddRange(["--filter", _filter]);
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
    private List<string> TestProjects() =>
    [
        .. Directory.GetFiles(Path.Combine(home, "tests"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => name.EndsWith("Tests", StringComparison.Ordinal) || name == "Bench.Journeys")
            .Order(StringComparer.Ordinal),
    ];

    private void Tell(string text)
    {
        if (text.Length > 0 && !Chatter.Any(start => text.StartsWith(start, StringComparison.Ordinal)))
        {
            line(text);
        }
    }
}
