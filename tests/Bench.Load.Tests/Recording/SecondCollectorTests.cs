using Bench.Load.Recording;
using Bench.Measurement.Histograms;

namespace Bench.Load.Tests.Recording;

public class SecondCollectorTests
{
    [Fact]
    public void What_is_kept_in_the_file_comes_back_in_order_and_whole()
    {
        using var spool = new SecondSpool();
        var histograms = Enumerable.Range(0, 5).Select(Filled).ToList();
        foreach (var histogram in histograms)
        {
            spool.Add(histogram);
        }

        Assert.Equal(histograms.Select(h => h.Count == 0 ? null : h.Encode()), spool.Read());
        // Reading changes nothing, and more may follow.
        spool.Add(histograms[1]);
        Assert.Equal(6, spool.Read().Count());
        Assert.Equal(histograms[1].Encode(), spool.Read().Last());
    }

    [Fact]
    public void Each_second_has_its_own_histograms()
    {
        using var clock = new LoadClock(0, 10_000_000_000, 0);
        clock.Begin(1);
        var record = new WorkerRecord(clock);
        using var collector = new SecondCollector([record], clock, null);
        var told = new List<int>();
        for (var second = 0; second < 20; second++)
        {
            record.Seconds.Enter(second);
            for (var i = 0; i <= second; i++)
            {
                record.Seconds.Current.Histograms.Latency.Record(1000 * second);
                record.Seconds.Current.Completed++;
            }

            told.AddRange(collector.Collect().Select(s => s.Second));
        }

        record.Seconds.Close();
        told.AddRange(collector.Collect().Select(s => s.Second));
        var rows = collector.Rows();

        Assert.Equal(Enumerable.Range(0, 20), told);
        Assert.Equal(told, rows.Select(r => r.Second));
        Assert.All(rows, r => Assert.Equal((r.Completed, r.Completed), (r.Second + 1, LatencyHistogram.Decode(r.Hdr!).Count)));
        Assert.All(rows, r => Assert.Null(r.HdrSendLag));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_seconds_of_the_measurement_make_the_total_without_what_was_due_in_the_warm_up(bool collects)
    {
        const long Second = 1_000_000_000;
        using var clock = new LoadClock(3 * Second, 10 * Second, 0);
        clock.Begin(1);
        var record = new WorkerRecord(clock);
        using var collector = new SecondCollector([record], clock, null);
        // One request a second from the begin, each sent 7 ms late and answered 1.5 s after it was due; of two, one had to wait for a connection, and one fails.
        record.Seconds.Current.Second = -3;
        for (var at = 0; at < 14; at++)
        {
            var due = clock.Start + at * Second;
            var sent = due + 7_000_000;
            record.Seconds.Enter(at - 3);
            record.RecordSend(due, due + (at % 2 == 0 ? -1 : 5_000_000), sent);
            if (at > 1)
            {
                record.RecordEnd(due - 2 * Second, sent - 2 * Second, due - Second / 2, at % 4 == 0 ? RequestEnd.Reset : RequestEnd.Good);
            }

            // A collector that is late all the time finds one long second.
            _ = collects ? collector.Collect() : [];
        }

        record.Seconds.Close();
        collector.Collect();
        var rows = collector.Rows().Where(r => r.Second >= 0).ToList();
        var total = record.Seconds.Total();

        Assert.Equal((9, 11), (total.Latency.Count, total.SendLag(new()).Count));
        Assert.Equal((5, 6), (total.ClientLag.Count, total.WaitingLag.Count));
        Assert.Equal(total.Latency.Encode(), Merged(rows.Select(r => r.Hdr)));
        Assert.Equal(total.Uncorrected(new()).Encode(), Merged(rows.Select(r => r.HdrUncorrected)));
        Assert.Equal(total.SendLag(new()).Encode(), Merged(rows.Select(r => r.HdrSendLag)));
        Assert.Equal(2_000_000, record.ClientLagOfWaiting.Max);
        Assert.Equal(2, record.Ended(RequestEnd.Reset));
    }

    [Fact]
    public void A_look_that_finds_no_finished_second_allocates_nothing()
    {
        using var clock = new LoadClock(0, 10_000_000_000, 0);
        clock.Begin(1);
        var record = new WorkerRecord(clock);
        using var collector = new SecondCollector([record], clock, null);
        record.Seconds.Enter(0);
        // One that a worker has left and another has not.
        collector.Collect();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            collector.Collect();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static string Merged(IEnumerable<string?> parts) => LatencyHistogram.Merge(parts.OfType<string>().Select(LatencyHistogram.Decode)).Encode();

    // The first is empty.
    private static LatencyHistogram Filled(int seed)
    {
        var histogram = new LatencyHistogram();
        for (var i = 0; i < seed * 500; i++)
        {
            histogram.Record((long)i * i * seed);
        }

        return histogram;
    }
}
