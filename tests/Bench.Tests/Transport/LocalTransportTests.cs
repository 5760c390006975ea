using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bench.Diagnostics;
using Bench.Tests.Jobs;
using Bench.Tests.Scripts;
using Bench.Transport;
using Microsoft.Extensions.Time.Testing;

namespace Bench.Tests.Transport;

public sealed class LocalTransportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string At(string name) => Path.Combine(_folder.Path, name);

    [Fact]
    public async Task Run_Arguments_AreData()
    {
        await using var transport = new LocalTransport();
        var result = await transport.RunAsync(new CommandLine(["printf", "%s|", "a b", "$(id)", "'", ""]), CancellationToken.None);
        Assert.Equal(new CommandResult(0, "a b|$(id)|'||", ""), result);
    }

    [Fact]
    public async Task Run_EnvironmentFolderAndError_AreKept()
    {
        await using var transport = new LocalTransport();
        var command = new CommandLine(["bash", "-c", "echo \"$X\"; pwd; echo err >&2; exit 3"], new Dictionary<string, string> { ["X"] = "y" }, _folder.Path);
        Assert.Equal(new CommandResult(3, $"y\n{_folder.Path}\n", "err\n"), await transport.RunAsync(command, CancellationToken.None));
    }

    [Fact]
    public async Task Run_NoSuchProgram_Is127()
    {
        await using var transport = new LocalTransport();
        Assert.Equal(127, (await transport.RunAsync(new CommandLine(["/no/such/program"]), CancellationToken.None)).ExitCode);
    }

    [Fact]
    public async Task Run_TimedOut_HasNoCodeAndKillsTheTree()
    {
        var time = new FakeTimeProvider();
        await using var transport = new LocalTransport(time);
        var run = transport.RunAsync(Sleeper() with { Timeout = TimeSpan.FromMinutes(1) }, CancellationToken.None);
        var pid = await PidAsync();
        time.Advance(TimeSpan.FromMinutes(2));
        var result = await run;
        Assert.Equal((null, "before\n"), (result.ExitCode, result.Output));
        await Eventually.TrueAsync(() => !LocalJobsFixture.Lives(pid));
    }

    [Fact]
    public async Task Run_Cancelled_KillsTheTree()
    {
        await using var transport = new LocalTransport();
        using var cancel = new CancellationTokenSource();
        var run = transport.RunAsync(Sleeper(), cancel.Token);
        var pid = await PidAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await Eventually.TrueAsync(() => !LocalJobsFixture.Lives(pid));
    }

    [Fact]
    public async Task Run_DaemonHoldsThePipe_ReturnsAllTheSame()
    {
        await using var transport = new LocalTransport();
        var result = await transport.RunAsync(new CommandLine(["bash", "-c", "sleep 300 & echo $!"]), CancellationToken.None);
        using var daemon = Process.GetProcessById(int.Parse(result.Output, CultureInfo.InvariantCulture));
        daemon.Kill();
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Read_FromAnOffset_GivesWhatIsThere()
    {
        await using var transport = new LocalTransport();
        var path = _folder.Write("log", "0123456789");
        using var writer = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        async Task<string?> Read(long offset, int max) => await transport.ReadAsync(path, offset, max, CancellationToken.None) is { } b ? Encoding.UTF8.GetString(b) : null;
        Assert.Equal(("234", "89", "", ""), (await Read(2, 3), await Read(8, 100), await Read(10, 100), await Read(99, 100)));
        writer.Write("ab"u8);
        writer.Flush();
        Assert.Equal(("ab", 12L), (await Read(10, 100), await transport.LengthAsync(path, CancellationToken.None)));
        Assert.Null(await transport.ReadAsync(At("none"), 0, 1, CancellationToken.None));
        Assert.Null(await transport.LengthAsync(At("none"), CancellationToken.None));
    }

    [Fact]
    public async Task Write_File_IsWholeAndExecutableAndLeavesNothingBeside()
    {
        await using var transport = new LocalTransport();
        var path = At("deep/er/run.sh");
        await transport.WriteAsync(path, "#!/bin/sh\necho one\n"u8.ToArray(), executable: true, CancellationToken.None);
        Assert.Equal("one\n", (await transport.RunAsync(new CommandLine([path]), CancellationToken.None)).Output);
        await transport.WriteAsync(path, "two"u8.ToArray(), executable: false, CancellationToken.None);
        Assert.Equal("two", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public async Task Write_OverAFolder_IsRefusedAndLeavesNothingBeside()
    {
        await using var transport = new LocalTransport();
        await transport.MakeDirectoryAsync(At("x"), CancellationToken.None);
        var e = await Assert.ThrowsAsync<BenchException>(() => transport.WriteAsync(At("x"), "y"u8.ToArray(), false, CancellationToken.None));
        Assert.Equal((Codes.FileFailed, ExitStatus.Scheduler), (e.Diagnostics[0].Code, e.Status));
        Assert.Equal([At("x")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Fetch_File_IsCopied()
    {
        await using var transport = new LocalTransport();
        Assert.True(await transport.FetchAsync(_folder.Write("a", "x"), At("new/b"), CancellationToken.None));
        Assert.Equal("x", File.ReadAllText(At("new/b")));
        Assert.True(await transport.FetchAsync(At("a"), At("a"), CancellationToken.None));
        Assert.False(await transport.FetchAsync(At("none"), At("c"), CancellationToken.None));
    }

    private CommandLine Sleeper() => new(["bash", "-c", "echo before; sleep 300 & echo $! >pid; wait"], WorkingDirectory: _folder.Path);

    private async Task<int> PidAsync() => int.Parse(
        await Eventually.GetAsync(() => Task.FromResult(File.Exists(At("pid")) ? File.ReadAllText(At("pid")) : ""), t => t.EndsWith('\n')), CultureInfo.InvariantCulture);
}
