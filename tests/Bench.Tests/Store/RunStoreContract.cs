using Bench.Store;
using Bench.Tests.Recipes;
using Bench.Tests.Scripts;

namespace Bench.Tests.Store;

/// <summary>What every store must do.</summary>
public abstract class RunStoreContract : IDisposable
{
    private readonly TempFolder _folder = new();

    protected string Folder => Path.Combine(_folder.Path, "made", "store");

    /// <summary>A store as another process would open it: the same files.</summary>
    protected abstract IRunStore Open();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private static readonly DateTimeOffset Day = new(2026, 11, 22, 15, 12, 33, TimeSpan.Zero);

    private static StoredRun Run(string id, int hour = 0, double value = 1) => new(
        id, "hello", "local", "VALID", Day.AddHours(hour), Day.AddHours(hour).AddTicks(1),
        [new StoredJob("d1-web", 1, "17", "Lost", null, null, null), new StoredJob("d1-web", 2, "18", "Completed", 0, Day, Day.AddSeconds(5))],
        [new StoredJob("p1-load-r1", 1, "", "Failed", 143, Day.AddMilliseconds(1), null)],
        [
            new StoredMetric("p1", "a=1 b=2", "load/latency/p99", value, "s", "lower", "http.latency.intended/1", 3, 0.1 + 0.2, 1e-300, null),
            new StoredMetric("p2", "", "load/latency/p99", value, "s", "lower", "http.latency.intended/1", 1, -1, 5e20, 0.25),
        ]);

    private void AssertHolds(params StoredRun[] runs) => Assert.Null(RecordComparer.Difference(runs, Open().Load()));

    [Fact]
    public void A_run_is_loaded_as_it_was_saved()
    {
        Open().Save(Run("a"));

        AssertHolds(Run("a"));
    }

    [Fact]
    public void Nothing_is_in_a_store_that_was_never_written() => Assert.Empty(Open().Load());

    [Fact]
    public void Several_runs_come_the_newest_first()
    {
        var store = Open();
        store.Save(Run("b", 2));
        store.Save(Run("a", 3));
        store.Save(Run("c", 1));

        AssertHolds(Run("a", 3), Run("b", 2), Run("c", 1));
    }

    [Fact]
    public void A_run_that_is_saved_again_replaces_itself()
    {
        Open().Save(Run("a"));
        Open().Save(Run("b", 1));
        var changed = Run("a", 0, 2) with { Verdict = "INVALID", Clients = [], Metrics = [Run("a", 0, 2).Metrics[1]] };
        Open().Save(changed);

        AssertHolds(Run("b", 1), changed);
    }

    [Fact]
    public void A_removed_run_is_gone_with_all_that_belongs_to_it()
    {
        Open().Save(Run("a"));
        Open().Save(Run("b", 1));
        Open().Remove("a");
        AssertHolds(Run("b", 1));

        var bare = Run("a") with { Services = [], Clients = [], Metrics = [] };
        Open().Save(bare);
        AssertHolds(Run("b", 1), bare);
    }

    [Fact]
    public void Removing_what_is_not_there_does_nothing()
    {
        Open().Remove("a");
        Open().Save(Run("b"));
        Open().Remove("a");

        AssertHolds(Run("b"));
    }

    [Theory]
    [InlineData("'; DROP TABLE runs; --")]
    [InlineData("say \"hello\", 'you'")]
    [InlineData("two\nlines\r\nand a tab\t")]
    [InlineData(" spaces around ")]
    [InlineData("=1+1")]
    [InlineData("ümläut ☃ 𝄞")]
    [InlineData("$run")]
    [InlineData("#no comment")]
    public void Any_text_is_kept_to_the_letter(string text)
    {
        var run = Run(text) with
        {
            Recipe = text,
            Cluster = text,
            Services = [new StoredJob(text, 1, text, "Completed", 0, null, null)],
            Metrics = [new StoredMetric(text, text, text, 1, text, "lower", text, 1, 1, 1, null)],
        };
        Open().Save(Run("other", -1));
        Open().Save(run);
        AssertHolds(run, Run("other", -1));

        Open().Remove(text);
        AssertHolds(Run("other", -1));
    }

    [Fact]
    public void Times_of_other_zones_are_the_same_moments()
    {
        var run = Run("a");
        Open().Save(run with { Started = run.Started.ToOffset(TimeSpan.FromHours(-5)) });

        AssertHolds(run);
    }

    [Fact]
    public async Task Stores_that_write_at_the_same_time_lose_nothing()
    {
        var ids = Enumerable.Range(0, 12).Select(i => $"r{i:00}").ToList();
        await Task.WhenAll(ids.Select((id, i) => Task.Run(() => Open().Save(Run(id, -i)))));

        AssertHolds([.. ids.Select((id, i) => Run(id, -i))]);
    }

    [Fact]
    public async Task A_reader_never_sees_a_run_in_part()
    {
        Open().Save(Run("a"));
        var writing = Task.Run(() =>
        {
            for (var i = 0; i < 10; i++)
            {
                Open().Save(Run("b", 1));
                Open().Remove("b");
            }
        });
        // A bounded number of reads: readers without a pause would keep writers from their turn.
        for (var i = 0; i < 50; i++)
        {
            Assert.All(Open().Load(), r => Assert.Equal((2, 1, 2), (r.Services.Count, r.Clients.Count, r.Metrics.Count)));
        }

        await writing;
    }
}
