using System.Runtime.InteropServices;

namespace Bench.ClusterJourneys;

/// <summary>The nodes' programs on Debian 11: glibc 2.31, where libpthread, libdl and librt are no part of libc yet. The kernel is this machine's.</summary>
public sealed class OldGlibcTests : IAsyncLifetime
{
    private const string Suite = "bullseye";
    private const string Lua = "liblua5.4-0,libluajit-5.1-2";

    private readonly string _system = Directory.CreateTempSubdirectory("bench-old-glibc-").FullName;

    public Task InitializeAsync() => Task.CompletedTask;

    // The mounts below are gone by then; should one have stayed, what it shows is this machine's.
    public async Task DisposeAsync()
    {
        using var remove = new Launched("/", "rm", "-rf", "--one-file-system", _system);
        Assert.Equal(0, (await remove.EndAsync(TimeSpan.FromMinutes(1))).Status);
    }

    [X64Fact]
    public async Task The_programs_run_on_an_older_glibc()
    {
        await UnpackAsync("amd64", Lua + ",iperf3");
        var made = NodePrograms.FolderOf("linux-x64");
        foreach (var program in (string[])["bench-load", "bench-hello"])
        {
            File.Copy(Path.Combine(made, program, program), Path.Combine(_system, program));
        }

        foreach (var folder in (string[])["proc", "dev", "tmp", "files"])
        {
            Directory.CreateDirectory(Path.Combine(_system, folder));
        }

        // The mounts are in a namespace of the process, which becomes the program: they go when it ends, and signals reach it.
        await using var programs = new NodePrograms(
            program => ["unshare", "--mount", "sh", "-c", "mount --bind /proc \"$0/proc\" && mount --bind /dev \"$0/dev\" && exec chroot \"$0\" \"$@\"", _system, $"/{program}"],
            Path.Combine(_system, "files"), "/files");
        await UseAsync(programs, "epoll", "io-uring", "sockets");
        await programs.PlayAsync();
    }

    [EmulatedFact]
    public async Task Those_for_arm64_do_too()
    {
        await UnpackAsync("arm64", Lua);
        var files = Directory.CreateDirectory(Path.Combine(_system, "files")).FullName;

        await using var programs = new NodePrograms(program => Emulator.Words(_system, program), files, files);
        await UseAsync(programs, "epoll", "sockets");
    }

    private static async Task UseAsync(NodePrograms programs, params string[] engines)
    {
        await programs.StartHelloAsync();
        foreach (var engine in engines)
        {
            Assert.Contains(await programs.DriveAsync("--engine", engine), (string[])[engine, "epoll"]);
        }

        await programs.DriveByLuaAsync();
        await programs.SampleAsync();
    }

    // Empty before: mmdebstrap fills no other folder.
    private Task<string> UnpackAsync(string architecture, string packages) => Testbed.DoAsync("unpack", Suite, architecture, _system, packages);

    private sealed class X64FactAttribute : FactAttribute
    {
        public X64FactAttribute() => Skip =
            RuntimeInformation.OSArchitecture != Architecture.X64 ? "This is for x86-64 machines."
            : File.Exists(Path.Combine(NodePrograms.FolderOf("linux-x64"), "bench-load", "bench-load")) ? null!
            : "There is no bench-load for nodes: './build.sh PublishLoad' makes it.";
    }

    private sealed class EmulatedFactAttribute : FactAttribute
    {
        public EmulatedFactAttribute() => Skip = Emulator.Missing!;
    }
}
