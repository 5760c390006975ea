using System.Diagnostics;
using System.Runtime.InteropServices;
using Bench.Sdk.Host;
using Bench.Sdk.Tests.Support;

namespace Bench.Sdk.Tests.Host;

public class GlibcNeedTests
{
    private static string Native => Path.Combine(Checkout.Home, "artifacts", "nodes", "linux-x64", "bench-load", "bench-load");

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

    [NativeFact]
    public void The_native_bench_load_starts_on_glibc_of_2012()
    {
        var need = GlibcNeed.Of(Native);

        Assert.NotNull(need);
        Assert.True(need <= GlibcNeed.Oldest, $"It needs glibc {need}: see src/Bench.Load/Native/Glibc/old-symbols.S; 'objdump -T' names the functions.");
    }

    private static bool HasGlibc => NativeLibrary.TryLoad("libc.so.6", out _);

    private static Version Here => Version.Parse(Marshal.PtrToStringUTF8(gnu_get_libc_version())!);

    [DllImport("libc.so.6")]
    private static extern nint gnu_get_libc_version();

    private sealed class NativeFactAttribute : FactAttribute
    {
        public NativeFactAttribute() => Skip = File.Exists(Native) ? null! : "There is no native bench-load: ./build.sh PublishLoad makes it, on x86-64.";
    }
}
