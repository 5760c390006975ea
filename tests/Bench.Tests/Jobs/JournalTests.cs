using System.Text;
using Bench.Jobs;
using Bench.Tests.Scripts;
using Microsoft.Extensions.Time.Testing;

namespace Bench.Tests.Jobs;

public sealed class JournalTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 15, 12, 33, TimeSpan.Zero));

    private string File => Path.Combine(_folder.Path, "journal.jsonl");

    public void Dispose() => _folder.Dispose();

    private Journal Open() => Journal.Open(File, _clock);

    private static JournalEntry Intent(string job) => new() { Event = JournalEvents.Intent, Job = job, Name = job, Role = "client", Attempt = 1 };

    private void Write(params string[] jobs)
    {
        using var journal = Open();
        foreach (var job in jobs)
        {
            journal.Append(Intent(job));
        }
    }

    private static IEnumerable<string?> JobsOf(IEnumerable<JournalEntry> entries) => entries.Select(e => e.Job);

    [Fact]
    public void Events_are_numbered_and_dated()
    {
        using var journal = Open();
        journal.Append(Intent("a"));
        _clock.Advance(TimeSpan.FromSeconds(5));
        var second = journal.Append(Intent("b"));

        Assert.Equal([1, 2], journal.Entries.Select(e => e.Seq));
        Assert.Equal(_clock.GetUtcNow(), second.At);
        Assert.Equal(2, System.IO.File.ReadAllLines(File).Length);
    }

    [Fact]
    public void Numbering_goes_on_after_a_reopening()
    {
        Write("a", "b");
        Write("c");

        Assert.Equal([1, 2, 3], Journal.Read(File).Select(e => e.Seq));
    }

    [Fact]
    public void Every_member_of_an_event_is_read_as_it_was_written()
    {
        var entry = new JournalEntry
        {
            Event = JournalEvents.Ended,
            Job = "run.d1-hello.1",
            Role = "service",
            Name = "d1-hello",
            Attempt = 2,
            Directory = "/a b/ü",
            Nonce = "n",
            StopGrace = 2.5,
            Id = "17",
            Phase = JobPhase.TimedOut,
            ExitCode = 143,
            Reason = "a \"quoted\"\nreason",
            Site = new JobSite("slurm", "login", "/etc/ssh_config", "/scratch"),
        };
        using var journal = Open();

        Assert.Equal(journal.Append(entry), Assert.Single(Journal.Read(File)));
        Assert.Single(System.IO.File.ReadAllLines(File));
    }

    [Fact]
    public void An_event_is_on_disk_when_its_listeners_hear_of_it()
    {
        using var journal = Open();
        var seen = new List<int>();
        journal.Appended += _ => seen.Add(Journal.Read(File).Count);
        journal.Append(Intent("a"));
        journal.Append(Intent("b"));

        Assert.Equal([1, 2], seen);
    }

    [Fact]
    public void A_last_line_torn_at_any_byte_is_cut_off_and_the_journal_goes_on()
    {
        Write("a", "ü");
        var whole = System.IO.File.ReadAllBytes(File);
        var lastLine = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var length = lastLine; length < whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            Assert.Equal(["a"], JobsOf(Journal.Read(File)));
            Write("c");

            Assert.Equal(["a", "c"], JobsOf(Journal.Read(File)));
            Assert.Equal([1, 2], Journal.Read(File).Select(e => e.Seq));
            Assert.StartsWith(Encoding.UTF8.GetString(whole[..lastLine]), System.IO.File.ReadAllText(File), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Blocks_of_zeros_that_a_power_cut_left_are_cut_off()
    {
        Write("a");
        System.IO.File.AppendAllText(File, new string('\0', 300));
        Write("b");

        Assert.Equal(["a", "b"], JobsOf(Journal.Read(File)));
        Assert.DoesNotContain('\0', System.IO.File.ReadAllText(File));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"seq\":2,\"event\":\"state\",\"phase\":\"OfALaterVersion\"}")]
    public void A_garbage_line_costs_no_event_behind_it(string garbage)
    {
        Write("a");
        System.IO.File.AppendAllText(File, garbage + "\n");
        System.IO.File.AppendAllText(File, "{\"seq\":7,\"at\":\"2026-11-22T15:12:33+00:00\",\"event\":\"intent\",\"job\":\"b\"}\n");
        Write("c");

        Assert.Equal(["a", "b", "c"], JobsOf(Journal.Read(File)));
        Assert.Equal([1, 7, 8], Journal.Read(File).Select(e => e.Seq));
    }

    [Fact]
    public void A_journal_is_read_while_another_process_writes_it()
    {
        using var journal = Open();
        journal.Append(Intent("a"));
        var before = Journal.Read(File);
        journal.Append(Intent("b"));

        Assert.Equal(["a"], JobsOf(before));
        Assert.Equal(["a", "b"], JobsOf(Journal.Read(File)));
    }

    [Fact]
    public void Where_there_is_no_journal_nothing_is_read_and_nothing_made()
    {
        Assert.Empty(Journal.Read(File));
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public void Threads_that_append_at_the_same_time_lose_nothing()
    {
        using (var journal = Open())
        {
            Parallel.For(0, 50, i => journal.Append(Intent($"j{i}")));
        }

        Assert.Equal(Enumerable.Range(1, 50), Journal.Read(File).Select(e => e.Seq));
        Assert.Equal(50, JobsOf(Journal.Read(File)).Distinct().Count());
    }
}
