using Bench.Sdk.Host;

namespace Bench.Sdk.Tests.Host;

public sealed class TestResultsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void All_projects_are_summed_up()
    {
        Write("a.trx", "/b/Bench.Tests.dll", "Passed", "Passed", "Failed");
        Write("b.trx", "/b/bench.journeys.dll", "Passed", "NotExecuted");
        Write("c.trx", "/b/empty.dll");

        var results = TestResults.Read(_folder);

        Assert.Equal(("3 passed, 1 failed", 1), (results.ToString(), results.Skipped));
        Assert.Equal(["bench.journeys", "bench.tests"], results.Projects);
    }

    [Fact]
    public void No_file_is_no_test() => Assert.Equal("0 passed, 0 failed", TestResults.Read("/nowhere").ToString());

    private void Write(string file, string assembly, params string[] outcomes)
    {
        var results = string.Concat(outcomes.Select(outcome => $"<UnitTestResult outcome='{outcome}' />"));
        var tests = string.Concat(outcomes.Select(_ => $"<UnitTest storage='{assembly}' />"));
        File.WriteAllText(
            Path.Combine(_folder, file),
            $"<TestRun xmlns='http://microsoft.com/schemas/VisualStudio/TeamTest/2010'><Results>{results}</Results><TestDefinitions>{tests}</TestDefinitions></TestRun>");
    }
}
