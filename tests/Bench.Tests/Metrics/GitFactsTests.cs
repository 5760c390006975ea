using System.Diagnostics;
using Bench.Metrics;
using Bench.Tests.Scripts;

namespace Bench.Tests.Metrics;

public sealed class GitFactsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", .. arguments])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Trim();
    }

    private void Commit()
    {
        Git("init", "--quiet");
        _folder.Write("a.yaml", "name: a\n");
        _folder.Write("b.yaml", "name: b\n");
        Git("add", ".");
        Git("commit", "--quiet", "-m", "first");
    }

    [Fact]
    public void A_clean_checkout_is_its_commit()
    {
        Commit();
        var facts = GitFacts.Read(_folder.Path);

        Assert.Equal(Git("rev-parse", "HEAD"), facts["git commit"]);
        Assert.Equal("clean", facts["git state"]);
    }

    [Fact]
    public void Changed_files_are_counted()
    {
        Commit();
        _folder.Write("a.yaml", "name: changed\n");
        Assert.Equal("1 changed file", GitFacts.Read(_folder.Path)["git state"]);

        _folder.Write("b.yaml", "name: changed\n");
        Assert.Equal("2 changed files", GitFacts.Read(_folder.Path)["git state"]);
    }

    [Fact]
    public void Outside_a_checkout_there_is_nothing_to_tell() => Assert.Empty(GitFacts.Read(_folder.Path));

    [Fact]
    public void A_checkout_without_a_commit_has_nothing_to_tell()
    {
        Git("init", "--quiet");

        Assert.Empty(GitFacts.Read(_folder.Path));
    }

    [Fact]
    public void A_folder_that_is_not_there_has_nothing_to_tell() => Assert.Empty(GitFacts.Read(Path.Combine(_folder.Path, "missing")));
}
