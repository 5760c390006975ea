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
                record.Seconds.Current.Latency.Record(1000 * second);
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
