using Bench.Diagnostics;
using Bench.Lifecycle.Catalog;
using Bench.Sdk.Host;

namespace Bench.Sdk.Tests.Host;

/// <summary>A checkout of a few files, and a 'dotnet' that publishes what its FAKE file says and notes how it was called.</summary>
public sealed class NodeToolsTests : IDisposable
{
    private const string FakeDotnet =
        """
        #!/usr/bin/env bash
        fake=${0%/*}
        printf '%s\n' "$*" >>"$fake/calls"
        if [[ -e $fake/broken ]]; then cat "$fake/broken"; [[ $* == *PublishAot* || $(<"$fake/broken") == *'error CS'* ]] && exit 1; fi
        while (($# > 0)); do [[ $1 == -o ]] && out=$2; shift; done
        mkdir -p "$out"
        echo binary >"$out/${out##*/}"
        """;

    private readonly string _home = Directory.CreateTempSubdirectory("bench nodes ").FullName;
    private readonly List<string> _told = [];

    public NodeToolsTests()
    {
        Write("src/Bench.Load/Program.cs", "// load");
        Write("src/Bench.Load/Bench.Load.csproj", "<Project/>");
        Write("src/Bench.Measurement/A.cs", "// measurement");
        Write("src/Bench.Hello/Program.cs", "// hello");
        Write("src/Bench/Other.cs", "// the library");
        Write("Directory.Build.props", "<Project/>");
        Write("fake/dotnet", FakeDotnet);
        File.SetUnixFileMode(Path.Combine(_home, "fake", "dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private string[] Calls => File.Exists(Path.Combine(_home, "fake", "calls")) ? File.ReadAllLines(Path.Combine(_home, "fake", "calls")) : [];

    private void Write(string file, string content)
    {
        var path = Path.Combine(_home, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private string? Ensure(out IReadOnlyList<Diagnostic> diagnostics) => Ensure(null, Executables.OnPath, out diagnostics);

    private string? Ensure(string? runtime, Executables programs, out IReadOnlyList<Diagnostic> diagnostics) =>
        NodeTools.Ensure(_home, runtime, _told.Add, Path.Combine(_home, "fake", "dotnet"), programs, out diagnostics);

    private static string Other => NodeTools.Runtimes.First(r => r != NodeTools.Own);

    // A gcc for the other architecture that finds the C library, or does not.
    private Executables CrossPrograms(string library, params string[] tools)
    {
        foreach (var tool in tools)
        {
            Write($"cross/{tool}", $"#!/bin/sh\necho {library}\n");
            File.SetUnixFileMode(Path.Combine(_home, "cross", tool), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return new(Path.Combine(_home, "cross"));
    }

    private static string[] CrossTools => Other == "linux-arm64" ? ["aarch64-linux-gnu-gcc", "aarch64-linux-gnu-objcopy"] : ["x86_64-linux-gnu-gcc", "x86_64-linux-gnu-objcopy"];

    [Fact]
    public void Both_binaries_are_published_into_one_folder()
    {
        var folder = Ensure(out var diagnostics);

        Assert.Empty(diagnostics);
        Assert.Equal(Path.Combine(_home, "artifacts", "nodes"), Path.GetDirectoryName(folder));
        Assert.Equal(["bench-hello/bench-hello", "bench-load/bench-load"], Directory.GetFiles(folder!, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder!, f)).Order());
        Assert.Equal(2, Calls.Length);
        Assert.Contains(_told, l => l.Contains("bench-load: 0.0 MB, needs no glibc", StringComparison.Ordinal));
        Assert.Contains(_told, l => l.Contains("is left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_published_again_while_the_sources_are_the_same()
    {
        Ensure(out _);
        Write("src/Bench/Other.cs", "// changed, but no part of the binaries");
        _told.Clear();

        Assert.NotNull(Ensure(out _));
        Assert.Equal(2, Calls.Length);
        Assert.Empty(_told);
    }

    [Theory]
    [InlineData("src/Bench.Load/Program.cs")]
    [InlineData("src/Bench.Measurement/New.cs")]
    [InlineData("src/Bench.Load/Native/new.S")]
    [InlineData("src/Bench.Hello/Program.cs")]
    [InlineData("Directory.Build.props")]
    public void A_change_in_what_they_are_made_of_publishes_them_again(string file)
    {
        Ensure(out _);
        Write(file, "changed");
        Ensure(out _);

        Assert.Equal(4, Calls.Length);
    }

    [Fact]
    public void A_binary_that_is_gone_is_published_again()
    {
        File.Delete(Path.Combine(Ensure(out _)!, "bench-hello", "bench-hello"));

        Assert.True(File.Exists(Path.Combine(Ensure(out _)!, "bench-hello", "bench-hello")));
    }

    [Fact]
    public void A_slip_in_the_sources_is_told_once_and_the_older_binaries_stay()
    {
        var folder = Ensure(out _);
        Write("fake/broken", "Program.cs(1,1): error CS1002: ; expected");
        Write("src/Bench.Load/Program.cs", "slip");

        Assert.Null(Ensure(out var diagnostics));
        Assert.Equal("BENCH9012", Assert.Single(diagnostics).Code);
        Assert.Single(_told, l => l.Contains("error CS1002", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(folder!, "bench-load", "bench-load")));
        Assert.Equal(3, Calls.Length);
    }

    [Fact]
    public void Where_native_code_cannot_be_linked_they_are_self_contained_files()
    {
        Write("fake/broken", "error : the linker does not find -lz");

        Assert.NotNull(Ensure(out var diagnostics));
        Assert.Empty(diagnostics);
        Assert.Contains("PublishSingleFile", Calls[^1], StringComparison.Ordinal);
        Assert.Contains(_told, l => l.Contains("self-contained", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_architecture_is_linked_by_its_own_gcc_and_lies_beside_this_one()
    {
        var own = Ensure(out _);
        _told.Clear();

        var other = Ensure(Other, CrossPrograms("/cross/lib/Scrt1.o", CrossTools), out var diagnostics);

        Assert.Empty(diagnostics);
        Assert.Equal(Path.Combine(_home, "artifacts", "nodes", Other), other);
        Assert.Contains($"-r {Other} ", Calls[^1], StringComparison.Ordinal);
        Assert.Contains($"-p:CppCompilerAndLinker={CrossTools[0]} -p:ObjCopyName={CrossTools[1]}", Calls[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(_told, l => l.Contains("is left out", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(own!, "bench-load", "bench-load")));
    }

    [Theory]
    [InlineData(0, "/cross/lib/Scrt1.o", "-gcc, which is not on PATH.")]
    [InlineData(1, "/cross/lib/Scrt1.o", "-objcopy, which is not on PATH.")]
    [InlineData(2, "Scrt1.o", "that architecture's C library, which ")]
    public void What_another_architecture_lacks_is_told_before_anything_is_compiled(int tools, string library, string what)
    {
        Assert.Null(Ensure(Other, CrossPrograms(library, CrossTools[..tools]), out var diagnostics));

        var error = Assert.Single(diagnostics);
        Assert.Equal("BENCH9016", error.Code);
        Assert.Contains(what, error.What, StringComparison.Ordinal);
        Assert.Contains("apt-get install gcc-", error.Mend, StringComparison.Ordinal);
        Assert.Empty(Calls);
    }

    [Fact]
    public void A_runtime_that_there_is_not_is_a_mistake_of_the_command_line()
    {
        Assert.Null(Ensure("linux-riscv64", Executables.OnPath, out var diagnostics));

        Assert.Equal("error BENCH9005: --runtime cannot be 'linux-riscv64'. Choose one of: linux-x64, linux-arm64.", Assert.Single(diagnostics).ToString());
    }

    [Fact]
    public void The_catalogue_offers_what_can_be_built() =>
        Assert.Equal(NodeTools.Runtimes, ParameterCatalog.All.Single(p => p.Name == "runtime").Choices);
}
