using Bench.Measurement.Machine;

namespace Bench.Measurement.Tests.Machine;

public sealed class ProcSnapshotTests : IDisposable
{
    private readonly string _proc = Directory.CreateTempSubdirectory("bench-proc").FullName;

    public void Dispose() => Directory.Delete(_proc, recursive: true);

    private void Process(int pid, int parent, long start, string program = "x", char state = 'S')
    {
        Directory.CreateDirectory(Path.Combine(_proc, $"{pid}"));
        File.WriteAllText(Path.Combine(_proc, $"{pid}", "stat"), $"{pid} ({program}) {state} {parent} 1 1 0 -1 0 0 0 0 0 1 2 0 0 20 0 3 0 {start} 1000 9 0 0 0 0\n");
    }

    private ProcSnapshot Snapshot() => new ProcFileSystem(_proc).Snapshot();

    [Fact]
    public void A_program_may_have_any_name()
    {
        Process(5, 1, 100, "a) R (b");

        Assert.Equal(("a) R (b", 'S', 1, 3, 100L), (Snapshot().All[5].Program, Snapshot().All[5].State, Snapshot().All[5].Parent, Snapshot().All[5].Threads, Snapshot().All[5].StartTime));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5 x S 1")]
    [InlineData("5 )x( S 1 1 1 0 -1 0 0 0 0 0 1 2 0 0 20 0 3 0 1 1000 9 0 0 0 0")]
    public void A_line_that_is_not_whole_is_no_process(string line) => Assert.Null(ProcStat.TryParse(5, line));

    [Fact]
    public void Descendants_are_all_children_that_are_not_older_than_their_parent()
    {
        Process(10, 1, 100);
        Process(11, 10, 110);
        Process(12, 11, 120);
        Process(13, 10, 90); // its parent was an earlier process of the number 10
        Process(14, 1, 130);

        Assert.Equal([11, 12], Snapshot().Descendants(new HashSet<(int, long)> { (10, 100) }).Select(p => p.Pid).Order());
        Assert.Empty(Snapshot().Descendants(new HashSet<(int, long)> { (10, 99) }));
    }

    [Fact]
    public void A_process_is_found_by_pid_and_start_while_it_lives()
    {
        Process(10, 1, 100);
        Process(11, 1, 100, state: 'Z');

        Assert.NotNull(Snapshot().Find(10, 100));
        Assert.Null(Snapshot().Find(10, 101));
        Assert.Null(Snapshot().Find(11, 100));
        Assert.Null(Snapshot().Find(12, 100));
    }
}
