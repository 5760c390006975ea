using System.Text;
using Bench.Diagnostics;
using Bench.Tests.Jobs;
using Bench.Transport;

namespace Bench.Tests.Transport.Ssh;

public sealed class SshTransportTests(SshServer server) : IClassFixture<SshServer>
{
    [SshFact]
    public async Task Run_Arguments_AreData()
    {
        await using var transport = server.Connect();
        string[] odd = ["a b", "$(id)", "'", "", "\"", "\\", "\\n", "new\nline\n", "\r", "\t", "*", "!x", "`id`", "ü€", "-n", ";&|<>"];
        var result = await transport.RunAsync(new CommandLine(["printf", "%s|", .. odd]), CancellationToken.None);
        Assert.Equal(new CommandResult(0, string.Join('|', odd) + "|", ""), result);
    }

    [SshFact]
    public async Task Run_EnvironmentFolderAndError_AreKept()
    {
        await using var transport = server.Connect();
        var command = new CommandLine(["sh", "-c", "echo \"$X\"; pwd; echo err >&2; exit 3"], new Dictionary<string, string> { ["X"] = "it's\n$Y" }, server.Folder);
        Assert.Equal(new CommandResult(3, $"it's\n$Y\n{server.Folder}\n", "err\n"), await transport.RunAsync(command, CancellationToken.None));
    }

    [SshFact]
    public async Task Run_NoSuchProgramOrFolder_Is127()
    {
        await using var transport = server.Connect();
        Assert.Equal(127, (await transport.RunAsync(new CommandLine(["/no/such/program"]), CancellationToken.None)).ExitCode);
        Assert.Equal(127, (await transport.RunAsync(new CommandLine(["true"], WorkingDirectory: "/no/such/folder"), CancellationToken.None)).ExitCode);
    }

    [SshFact]
    public async Task Run_Input_IsReadToItsEnd()
    {
        await using var transport = server.Connect();
        var input = string.Concat(Enumerable.Range(0, 400_000).Select(i => $"line {i}\n"));
        var result = await transport.RunAsync(new CommandLine(["cat"], Input: input), CancellationToken.None);
        Assert.True(input == result.Output);
        Assert.Equal(0, (await transport.RunAsync(new CommandLine(["true"], Input: input), CancellationToken.None)).ExitCode);
    }

    [SshFact]
    public async Task Fetch_SeveralFiles_ComeInOneGoAndMissingOnesAreLeftOut()
    {
        await using var transport = server.Connect();
        string[] names = ["a.txt", "sub/-b $(id) 'c'", "ümläut\nline", "empty", "none"];
        foreach (var name in names[..4])
        {
            await transport.WriteAsync(server.At("many/" + name), Encoding.UTF8.GetBytes(name == "empty" ? "" : name + "\0"), executable: false, CancellationToken.None);
        }

        var local = server.At("many-fetched");
        await transport.FetchAsync(server.At("many"), names, local, CancellationToken.None);
        Assert.Equal(
            names[..4].Select(n => n == "empty" ? "" : n + "\0"),
            names[..4].Select(n => File.ReadAllText(Path.Combine(local, n))));
        Assert.Equal(4, Directory.EnumerateFiles(local, "*", SearchOption.AllDirectories).Count());
    }

    [SshFact]
    public async Task Run_TimedOut_HasNoCodeAndIsKilled()
    {
        await using var transport = server.Connect();
        var result = await transport.RunAsync(new CommandLine(["sh", "-c", "echo $$; trap '' TERM; sleep 600; echo after"], Timeout: TimeSpan.FromSeconds(2)), CancellationToken.None);
        Assert.Null(result.ExitCode);
        await GoneAsync(result.Output);
    }

    [SshFact]
    public async Task Run_Cancelled_IsKilled()
    {
        await using var transport = server.Connect();
        using var cancel = new CancellationTokenSource();
        var file = server.At("cancelled.pid");
        var run = transport.RunAsync(new CommandLine(["sh", "-c", "echo $$ > \"$1.part\"; mv \"$1.part\" \"$1\"; exec sleep 600", "sh", file]), cancel.Token);
        await Eventually.TrueAsync(() => File.Exists(file));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await GoneAsync(File.ReadAllText(file));
    }

    [SshFact]
    public async Task Run_KilledBySignal_HasTheCodeOfAShell()
    {
        await using var transport = server.Connect();
        Assert.Equal(128 + 15, (await transport.RunAsync(new CommandLine(["sh", "-c", "kill -TERM $$"]), CancellationToken.None)).ExitCode);
    }

    [SshFact]
    public async Task Run_ManyAtOnce_AllSucceed()
    {
        await using var transport = server.Connect();
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => transport.RunAsync(new CommandLine(["echo", $"{i}"]), CancellationToken.None)));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => new CommandResult(0, $"{i}\n", "")), results);
    }

    [SshFact]
    public async Task Files_GoBothWays()
    {
        await using var transport = server.Connect();
        var path = server.At("new folder/it's a file");
        var content = new byte[3_000_000];
        new Random(1).NextBytes(content);
        await transport.WriteAsync(path, content, executable: false, CancellationToken.None);
        Assert.Equal(content, File.ReadAllBytes(path));
        Assert.Equal(content.Length, await transport.LengthAsync(path, CancellationToken.None));
        Assert.Equal(content[1_000_000..1_000_010], await transport.ReadAsync(path, 1_000_000, 10, CancellationToken.None));
        Assert.Equal(content[2_999_999..], await transport.ReadAsync(path, 2_999_999, 10, CancellationToken.None));
        Assert.Empty((await transport.ReadAsync(path, 5_000_000, 10, CancellationToken.None))!);
        Assert.Equal(content[^10..^7], await transport.ReadAsync(path, -10, 3, CancellationToken.None));
        Assert.Equal(content[..5], await transport.ReadAsync(path, -9_000_000, 5, CancellationToken.None));
        Assert.True(await transport.FetchAsync(path, server.At("back/here"), CancellationToken.None));
        Assert.Equal(content, File.ReadAllBytes(server.At("back/here")));
        Assert.Equal(["here"], Directory.EnumerateFiles(server.At("back")).Select(f => Path.GetFileName(f)));
    }

    [SshFact]
    public async Task Files_ThatAreNotThere_AreNull()
    {
        await using var transport = server.Connect();
        Assert.Null(await transport.ReadAsync("/no/such/file", 0, 10, CancellationToken.None));
        Assert.Null(await transport.LengthAsync("/no/such/file", CancellationToken.None));
        Assert.False(await transport.FetchAsync("/no/such/file", server.At("none"), CancellationToken.None));
        Assert.Empty(await transport.ListAsync("/no/such/folder", CancellationToken.None));
        await transport.RemoveAsync("/no/such/file", CancellationToken.None);
        Assert.False(File.Exists(server.At("none")));
    }

    [SshFact]
    public async Task Write_OfAProgram_CanBeRun()
    {
        await using var transport = server.Connect();
        await transport.WriteAsync(server.At("program"), "#!/bin/sh\necho \"$1\"\n"u8.ToArray(), executable: true, CancellationToken.None);
        Assert.Equal(new CommandResult(0, "x\n", ""), await transport.RunAsync(new CommandLine([server.At("program"), "x"]), CancellationToken.None));
    }

    [SshFact]
    public async Task Write_IsSeenWholeAtAnyTime()
    {
        await using var transport = server.Connect();
        var path = server.At("atomic");
        byte[] Content(char c) => Encoding.ASCII.GetBytes(new string(c, 500_000));
        await transport.WriteAsync(path, Content('a'), executable: false, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                var seen = File.ReadAllBytes(path);
                Assert.Equal(500_000, seen.Length);
                Assert.Equal(seen[0], seen[^1]);
            }
        });
        for (var i = 0; i < 10; i++)
        {
            await transport.WriteAsync(path, Content((char)('b' + i)), executable: false, CancellationToken.None);
        }

        await stop.CancelAsync();
        await reader;
    }

    [SshFact]
    public async Task Write_WhereItMayNot_SaysWhy()
    {
        await using var transport = server.Connect();
        var failure = await Assert.ThrowsAsync<BenchException>(() => transport.WriteAsync("/proc/no", "x"u8.ToArray(), executable: false, CancellationToken.None));
        Assert.Equal(Codes.FileFailed, failure.Diagnostics[0].Code);
    }

    [SshFact]
    public async Task Put_OfEqualContent_SendsNothing()
    {
        await using var transport = server.Connect();
        var (here, there) = (server.At("put.here"), server.At("put.there"));
        File.WriteAllText(here, "one");
        await transport.PutAsync(here, there, executable: true, CancellationToken.None);
        var marked = DateTime.UnixEpoch.AddYears(40);
        File.SetLastWriteTimeUtc(there, marked);
        await transport.PutAsync(here, there, executable: true, CancellationToken.None);
        Assert.Equal(marked, File.GetLastWriteTimeUtc(there));
        File.WriteAllText(here, "two");
        await transport.PutAsync(here, there, executable: true, CancellationToken.None);
        Assert.Equal("two", File.ReadAllText(there));
    }

    [SshFact]
    public async Task List_TellsAllFilesBelow_AndRemoveTakesThemAway()
    {
        await using var transport = server.Connect();
        var folder = server.At("list me");
        foreach (var name in (string[])["a", "b c/d\ne", "b c/f"])
        {
            await transport.WriteAsync($"{folder}/{name}", Encoding.UTF8.GetBytes(name), executable: false, CancellationToken.None);
        }

        var files = (await transport.ListAsync(folder, CancellationToken.None)).OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        Assert.Equal([("a", 1L), ("b c/d\ne", 7L), ("b c/f", 5L)], files.Select(f => (f.Path, f.Length)));
        Assert.Equal(File.GetLastWriteTimeUtc($"{folder}/a"), files[0].Modified.UtcDateTime, TimeSpan.FromMilliseconds(1));
        await transport.RemoveAsync(folder, CancellationToken.None);
        Assert.False(Directory.Exists(folder));
    }

    private static Task GoneAsync(string pid) => Eventually.TrueAsync(() => !LocalJobsFixture.Lives(int.Parse(pid)));
}
