using System.Diagnostics;
using System.Runtime.InteropServices;
using Bench.Sdk.Host;
using Bench.Sdk.Tests.Support;

namespace Bench.Sdk.Tests.Host;

public class GlibcNeedTests
{
    private const long LargestBytes = 15_000_000;

    [Fact]
    public void A_program_that_runs_here_needs_no_newer_glibc_than_this_machine_has()
    {
        using var process = Process.GetCurrentProcess();
        var need = GlibcNeed.Of(process.MainModule!.FileName);

        // Of musl's systems there is none.
        Assert.True(need is null ? !HasGlibc : need >= new Version(2, 2) && need <= Here, $"{need} on {(HasGlibc ? Here : null)}");
    }

    [Fact]
    public void What_is_no_program_needs_none()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "#!/bin/sh\n");

        Assert.Null(GlibcNeed.Of(file));
        File.Delete(file);
    }

    [NativeFact("linux-x64")]
    public void The_programs_for_x86_64_are_small_and_start_on_glibc_of_2012() => Look("linux-x64");

    [NativeFact("linux-arm64")]
    public void The_programs_for_arm64_are_small_and_start_on_glibc_of_2012() => Look("linux-arm64");

    private static void Look(string runtime)
    {
        foreach (var program in (string[])["bench-load", "bench-hello"])
        {
            var need = GlibcNeed.Of(Native(runtime, program));

            Assert.NotNull(need);
            Assert.True(need <= GlibcNeed.Oldest, $"{program} needs glibc {need}: see src/Bench.Load/Native/Glibc/old-symbols.S; 'objdump -T' names the functions.");
            Assert.InRange(new FileInfo(Native(runtime, program)).Length, 1, LargestBytes);
        }
    }

    private static string Native(string runtime, string program) => Path.Combine(Checkout.Home, "artifacts", "nodes", runtime, program, program);

    private static bool HasGlibc => NativeLibrary.TryLoad("libc.so.6", out _);

    private static Version Here => Version.Parse(Marshal.PtrToStringUTF8(gnu_get_libc_version())!);

    [DllImport("libc.so.6")]
    private static extern nint gnu_get_libc_version();

    private sealed class NativeFactAttribute : FactAttribute
    {
        public NativeFactAttribute(string runtime) => Skip = File.Exists(Native(runtime, "bench-load"))
            ? null!
            : $"There is no bench-load for {runtime}: './build.sh PublishLoad --runtime {runtime}' makes it.";
    }
}
