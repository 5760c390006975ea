using Bench.Measurement;
using Bench.Metrics;
using Bench.Tests.Scripts;

namespace Bench.Tests.Metrics;

public sealed class SeriesFileTests : IDisposable
{
    private const string Header = "time_utc,source,node,metric,value,unit";
    private static readonly DateTimeOffset Time = new(2026, 11, 22, 15, 12, 33, 125, TimeSpan.Zero);
    private readonly TempFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "made", "series.csv");

    public void Dispose() => _folder.Dispose();

    private static SeriesRow Row(string metric, double value, string source = "d1-hello") => new(Time, source, "node1", metric, value, "s");

    [Fact]
    public void Rows_are_read_as_they_were_written()
    {
        SeriesRow[] rows =
        [
            Row("a", 0.1 + 0.2),
            Row("b", -1e-300),
            Row("commas, \"quotes\" and\nline ends", 1, "http://h:1/metrics?a=1,2"),
            Row("", 5e20),
        ];
        SeriesFile.Write(File, rows);

        Assert.Equal(rows, SeriesFile.Read(File));
    }

    [Fact]
    public void Times_are_written_in_utc_with_milliseconds()
    {
        SeriesFile.Write(File, [Row("a", 1) with { TimeUtc = Time.ToOffset(TimeSpan.FromHours(2)) }]);

        Assert.Equal($"{Header}\n2026-11-22T15:12:33.125Z,d1-hello,node1,a,1,s\n", System.IO.File.ReadAllText(File));
        Assert.Equal(Time, SeriesFile.Read(File).Single().TimeUtc);
    }

    [Fact]
    public void Appending_writes_the_header_once()
    {
        SeriesFile.Append(File, [Row("a", 1)]);
        SeriesFile.Append(File, []);
        SeriesFile.Append(File, [Row("b", 2)]);

        Assert.Equal(["a", "b"], SeriesFile.Read(File).Select(r => r.Metric));
        Assert.Single(System.IO.File.ReadAllLines(File), l => l == Header);
    }

    [Fact]
    public void Writing_replaces_what_was_there_and_leaves_nothing_beside_it()
    {
        SeriesFile.Write(File, [Row("a", 1)]);
        SeriesFile.Write(File, [Row("b", 2)]);

        Assert.Equal("b", Assert.Single(SeriesFile.Read(File)).Metric);
        Assert.Equal([File], Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    [Fact]
    public void A_line_torn_at_any_byte_costs_no_other_line()
    {
        SeriesFile.Write(File, [Row("a", 1), Row("b", 2)]);
        var whole = System.IO.File.ReadAllText(File);
        var last = whole.IndexOf('\n', Header.Length + 1) + 1;
        for (var length = last; length < whole.Length; length++)
        {
            System.IO.File.WriteAllText(File, whole[..length]);
            // Also where all but the line end is there: "1/" might have been "1/s".
            Assert.Equal([Row("a", 1)], SeriesFile.Read(File));
        }
    }

    [Fact]
    public void Appending_behind_a_torn_line_costs_no_new_row()
    {
        SeriesFile.Write(File, [Row("a", 1)]);
        System.IO.File.AppendAllText(File, "2026-11-22T15:12:33.125Z,d1-he");
        SeriesFile.Append(File, [Row("b", 2), Row("c", 3)]);

        Assert.Equal(["a", "b", "c"], SeriesFile.Read(File).Select(r => r.Metric));
    }

    [Fact]
    public void A_file_that_is_missing_or_empty_has_no_rows()
    {
        Assert.Empty(SeriesFile.Read(File));
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, "");
        Assert.Empty(SeriesFile.Read(File));
    }
}
