using Bench.Diagnostics;
using Bench.Lifecycle.Runs;
using Bench.Tests.Scripts;

namespace Bench.Tests.Lifecycle;

public sealed class RunCatalogTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 15, 12, 33, TimeSpan.Zero);
    private readonly TempFolder _folder = new();
    private readonly RunCatalog _catalog;

    public RunCatalogTests() => _catalog = new RunCatalog(Path.Combine(_folder.Path, "runs"));

    public void Dispose() => _folder.Dispose();

    private string LastLink => Path.Combine(_catalog.Root, "last");

    private RunFolder Create(int second, string recipe = "hello") => _catalog.Create(
        recipe, id => new RunInfo(id, recipe, $"/recipes/{recipe}.yaml", null, ["a=1"], Now, "./build.sh"), Now.AddSeconds(second));

    private string Refusal(string name, string code)
    {
        var refused = Assert.Throws<BenchException>(() => _catalog.Resolve(name));
        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.Equal(code, Assert.Single(refused.Diagnostics).Code);
        return refused.Diagnostics[0].ToString();
    }

    [Fact]
    public void An_id_is_the_time_the_recipe_and_four_hex_digits()
    {
        Assert.Matches("^20261122-151233-hello-[0-9a-f]{4}$", Create(0).Id);
        Assert.Matches(
            "^20261122-151233-x-", _catalog.Create("x", id => new RunInfo(id, "x", "", null, [], Now, ""), Now.ToOffset(TimeSpan.FromHours(5))).Id);
    }

    [Fact]
    public void What_was_asked_is_read_back()
    {
        var info = RunCatalog.ReadInfo(Create(0))!;

        Assert.Equal(("hello", "/recipes/hello.yaml", "./build.sh"), (info.Recipe, info.RecipePath, info.CommandLine));
        Assert.Equal(["a=1"], info.Set);
    }

    [Fact]
    public void Runs_come_the_newest_first_and_other_folders_are_none()
    {
        RunFolder[] runs = [Create(2), Create(0), Create(1)];
        Directory.CreateDirectory(Path.Combine(_catalog.Root, "99999999-other"));

        Assert.Equal([runs[0].Id, runs[2].Id, runs[1].Id], _catalog.All().Select(r => r.Id));
    }

    [Fact]
    public void Last_is_a_link_to_the_run_that_was_made_last()
    {
        var first = Create(0);
        Assert.Equal(first.Id, new DirectoryInfo(LastLink).LinkTarget);
        var second = Create(1);

        Assert.Equal(second.Id, new DirectoryInfo(LastLink).LinkTarget);
        Assert.True(File.Exists(Path.Combine(LastLink, "run.json")));
        Assert.Equal(second, _catalog.Last());
        Assert.Equal(second, _catalog.Resolve("last"));
        Assert.Equal(3, Directory.GetFileSystemEntries(_catalog.Root).Length);
    }

    [Fact]
    public void Without_the_link_the_newest_run_is_the_last()
    {
        Create(0);
        var newest = Create(1);
        Create(2);
        Directory.Delete(_catalog.Last()!.Path, recursive: true);

        Assert.Equal(newest, _catalog.Last());
        File.Delete(LastLink);
        Assert.Equal(newest, _catalog.Last());
    }

    [Fact]
    public void A_run_is_found_by_its_id_and_by_a_prefix_that_is_its_own()
    {
        var first = Create(0);
        var second = Create(1);

        Assert.Equal(first, _catalog.Resolve(first.Id));
        Assert.Equal(second, _catalog.Resolve("20261122-151234"));
    }

    [Fact]
    public void An_id_that_begins_another_is_found()
    {
        var run = Create(0);
        Directory.CreateDirectory(run.Path + "-copy");
        File.Copy(run.Info, Path.Combine(run.Path + "-copy", "run.json"));

        Assert.Equal(run, _catalog.Resolve(run.Id));
    }

    [Fact]
    public void An_ambiguous_prefix_is_refused_with_the_runs_that_it_fits()
    {
        var run = Create(0);
        Create(1);

        Assert.Contains(run.Id, Refusal("20261122", "BENCH8002"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_not_there_is_refused_with_the_nearest()
    {
        var run = Create(0);

        Assert.Contains($"Did you mean '{run.Id}'?", Refusal(run.Id.Replace("hello", "helo", StringComparison.Ordinal), "BENCH8001"), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", Refusal("x\u001b[2J", "BENCH8001"), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_ever_ran_there_is_no_last_run()
    {
        Assert.Null(_catalog.Last());
        Assert.Empty(_catalog.All());
        Refusal("last", "BENCH8001");
    }

    [Fact]
    public void Removing_the_last_run_links_the_newest_that_is_left()
    {
        RunFolder[] runs = [Create(0), Create(1), Create(2)];
        _catalog.Remove(runs[2]);
        Assert.Equal(runs[1].Id, new DirectoryInfo(LastLink).LinkTarget);

        _catalog.Remove(runs[0]);
        Assert.Equal(runs[1].Id, new DirectoryInfo(LastLink).LinkTarget);

        _catalog.Remove(runs[1]);
        Assert.Empty(Directory.GetFileSystemEntries(_catalog.Root));
    }

    [Fact]
    public void The_newest_run_of_a_recipe_is_found_among_others()
    {
        Create(0);
        var wanted = Create(1);
        Create(2, "other");

        Assert.Equal(wanted, _catalog.Newest("/recipes/hello.yaml"));
        Assert.Null(_catalog.Newest("/recipes/none.yaml"));
    }

    [Fact]
    public void A_run_with_a_damaged_info_is_known_but_tells_nothing()
    {
        var run = Create(0);
        File.WriteAllText(run.Info, "{");

        Assert.Null(RunCatalog.ReadInfo(run));
        Assert.Equal([run], _catalog.All());
        Assert.Null(_catalog.Newest("/recipes/hello.yaml"));
    }
}
