namespace Bench.Journeys;

/// <summary>The programs for arm64 nodes, on this machine: they find their own system calls and structures of the kernel, which are not those of x86-64.</summary>
public sealed class EmulatedTests : IDisposable
{
    private const string CrossLibraries = "/usr/aarch64-linux-gnu";

    private readonly string _folder = Directory.CreateTempSubdirectory("bench-arm64-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [EmulatedFact]
    public async Task The_programs_for_arm64_measure_each_other()
    {
        await using var programs = new NodePrograms(program => Emulator.Words(CrossLibraries, program), _folder, _folder);
        await programs.StartHelloAsync();

        Assert.Equal("epoll", await programs.DriveAsync());
        Assert.Equal("sockets", await programs.DriveAsync("--engine", "sockets"));
        // qemu knows no io_uring.
        Assert.Contains(await programs.DriveAsync("--engine", "io-uring"), (string[])["io-uring", "epoll"]);
        await programs.SampleAsync();
    }

    private sealed class EmulatedFactAttribute : FactAttribute
    {
        public EmulatedFactAttribute() => Skip = Emulator.Missing
            ?? (Directory.Exists(CrossLibraries) ? null! : "That architecture's C library is missing: apt-get install libc6-dev-arm64-cross.");
    }
}
