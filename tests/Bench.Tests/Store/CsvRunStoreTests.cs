using Bench.Store;

namespace Bench.Tests.Store;

public sealed class CsvRunStoreTests : RunStoreContract
{
    protected override IRunStore Open() => new CsvRunStore(Folder);

    [Fact]
    public void The_files_are_those_that_spreadsheets_look_for()
    {
        Open().Save(new StoredRun("a", "hello", "local", "VALID", default, default, [], [], []));

        Assert.Equal(
            ["clients.csv", "metrics.csv", "runs.csv", "services.csv"], Directory.GetFiles(Folder, "*.csv").Select(f => Path.GetFileName(f)).Order());
        Assert.Equal("run,recipe,cluster,verdict,started_utc,ended_utc", File.ReadLines(Path.Combine(Folder, "runs.csv")).First());
    }
}
