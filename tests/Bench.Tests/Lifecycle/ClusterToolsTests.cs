using Bench.Diagnostics;
using Bench.Jobs;
using Bench.Lifecycle;
using Bench.Lifecycle.Runs;
using Bench.Lifecycle.Workspaces;
using Bench.Tests.Scripts;
using Bench.Transport;

namespace Bench.Tests.Lifecycle;

public sealed class ClusterToolsTests : IDisposable, IBenchObserver
{
    private readonly TempFolder _folder = new();
    private readonly List<string?> _made = [];

    public void Dispose() => _folder.Dispose();

    void IBenchObserver.On(BenchEvent happened)
    {
    }

    [Theory]
    [InlineData("x86_64", "linux-x64")]
    [InlineData("aarch64", "linux-arm64")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public async Task Nodes_get_the_programs_for_their_processors(string? said, string? runtime)
    {
        var folder = await ToolsAsync(said);

        Assert.Equal([runtime], _made);
        Assert.Equal($"bench-hello for {runtime}", File.ReadAllText(Path.Combine(folder, "bench-hello", "bench-hello")));
    }

    [Fact]
    public async Task Processors_that_there_are_no_programs_for_are_told()
    {
        var problem = await Assert.ThrowsAsync<BenchException>(() => ToolsAsync("ppc64le"));

        Assert.Equal(
            "error BENCH3102: There are no bench-load and bench-hello for the cluster's processors, 'ppc64le'. They are made for x86-64 and arm64: use a cluster of these.",
            Assert.Single(problem.Diagnostics).ToString());
        Assert.Empty(_made);
    }

    private async Task<string> ToolsAsync(string? said)
    {
        var folder = new RunFolder(Path.Combine(_folder.Path, "20261122-151233-web-4f2a"));
        Directory.CreateDirectory(folder.Path);
        using (var journal = Journal.Open(folder.Journal, TimeProvider.System))
        {
            journal.Append(new JournalEntry { Event = JournalEvents.Intent, Site = new JobSite("slurm", Workdir: Path.Combine(_folder.Path, "cluster")) });
        }

        var options = new BenchOptions { Target = "RunBenchmark", Root = _folder.Path, Home = _folder.Path, Tools = _folder.Path, NodeTools = MakeAsync };
        await using var run = new RunContext(folder, new RunInfo(folder.Id, "web", "web.yaml", null, [], TimeProvider.System.GetUtcNow(), ""), options, this, TimeProvider.System);
        return await new ClusterTools(run, new Processor(said)).FolderAsync(CancellationToken.None);
    }

    private async Task<string> MakeAsync(string? runtime, CancellationToken cancellationToken)
    {
        _made.Add(runtime);
        var made = Path.Combine(_folder.Path, "made");
        foreach (var program in (string[])["bench-load", "bench-hello"])
        {
            Directory.CreateDirectory(Path.Combine(made, program));
            await File.WriteAllTextAsync(Path.Combine(made, program, program), $"{program} for {runtime}", cancellationToken);
        }

        return made;
    }

    /// <summary>This machine, but for what it says of its processor; null where it has no 'uname'.</summary>
    private sealed class Processor(string? said) : ITransport
    {
        private readonly LocalTransport _machine = new();

        public string Name => "login";

        public bool IsLocal => false;

        public Task<CommandResult> RunAsync(CommandLine command, CancellationToken cancellationToken)
        {
            Assert.Equal(["uname", "-m"], command.Words);
            return Task.FromResult(said is null ? new CommandResult(127, "", "not found") : new CommandResult(0, said + "\n", ""));
        }

        public Task MakeDirectoryAsync(string path, CancellationToken cancellationToken) => _machine.MakeDirectoryAsync(path, cancellationToken);

        public Task PutAsync(string localPath, string path, bool executable, CancellationToken cancellationToken) => _machine.PutAsync(localPath, path, executable, cancellationToken);

        public Task<byte[]?> ReadAsync(string path, long offset, int maxBytes, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task WriteAsync(string path, ReadOnlyMemory<byte> content, bool executable, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<long?> LengthAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> FetchAsync(string path, string localPath, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<FileEntry>> ListAsync(string folder, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RemoveAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => _machine.DisposeAsync();
    }
}
