using System.Text;
using Bench.Lifecycle.Workspaces;
using Bench.Tests.Scripts;
using Bench.Transport;

namespace Bench.Tests.Lifecycle;

public sealed class JobFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Mirror => Path.Combine(_folder.Path, "run", "mirror");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_come_with_their_folders()
    {
        await JobFiles.BringFolderAsync(new HostileCluster("result.json", "c1/result.json"), "/remote", Mirror, CancellationToken.None);

        Assert.Equal("/remote/result.json", File.ReadAllText(Path.Combine(Mirror, "result.json")));
        Assert.Equal("/remote/c1/result.json", File.ReadAllText(Path.Combine(Mirror, "c1", "result.json")));
    }

    [Theory]
    [InlineData("../escaped")]
    [InlineData("a/../../escaped")]
    [InlineData("../mirror-beside/escaped")]
    [InlineData("/tmp/escaped-from-the-cluster")]
    [InlineData("")]
    [InlineData(".")]
    public async Task A_name_that_leads_out_of_the_folder_is_not_followed(string name)
    {
        await JobFiles.BringFolderAsync(new HostileCluster(name), "/remote", Mirror, CancellationToken.None);

        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
        Assert.False(File.Exists("/tmp/escaped-from-the-cluster"));
    }

    [Fact]
    public async Task A_file_that_did_not_change_comes_once()
    {
        var cluster = new HostileCluster("result.json");
        await JobFiles.BringFolderAsync(cluster, "/remote", Mirror, CancellationToken.None);
        await JobFiles.BringFolderAsync(cluster, "/remote", Mirror, CancellationToken.None);

        Assert.Equal(1, cluster.Fetched);
    }

    /// <summary>A cluster that names files as it likes; each holds its own path.</summary>
    private sealed class HostileCluster(params string[] names) : ITransport
    {
        public string Name => "hostile";

        public bool IsLocal => false;

        public int Fetched { get; private set; }

        public Task<IReadOnlyList<FileEntry>> ListAsync(string folder, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<FileEntry>>([.. names.Select(n => new FileEntry(n, Encoding.UTF8.GetByteCount($"{folder}/{n}"), DateTimeOffset.UnixEpoch))]);

        public async Task<bool> FetchAsync(string path, string localPath, CancellationToken cancellationToken)
        {
            Fetched++;
            await File.WriteAllTextAsync(localPath, path, cancellationToken);
            return true;
        }

        public Task<CommandResult> RunAsync(CommandLine command, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<byte[]?> ReadAsync(string path, long offset, int maxBytes, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task WriteAsync(string path, ReadOnlyMemory<byte> content, bool executable, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<long?> LengthAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task MakeDirectoryAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task PutAsync(string localPath, string path, bool executable, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RemoveAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
