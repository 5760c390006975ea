using Bench.Diagnostics;
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

    private string? Ensure(out IReadOnlyList<Diagnostic> diagnostics) => NodeTools.Ensure(_home, _told.Add, Path.Combine(_home, "fake", "dotnet"), out diagnostics);

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
}
