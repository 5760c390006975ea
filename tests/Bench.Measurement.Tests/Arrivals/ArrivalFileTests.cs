using Bench.Measurement.Arrivals;

namespace Bench.Measurement.Tests.Arrivals;

public sealed class ArrivalFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("bench-arrivals").FullName, "a.csv");

    public static TheoryData<string> Laws => [.. ArrivalLaws.Names];

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    private double[] Read(string text)
    {
        File.WriteAllText(_path, text);
        return ArrivalFile.Read(_path);
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void A_plan_is_read_back_as_it_was_written(string law)
    {
        var plan = Plans.Of(law, rate: 3777, seconds: 5, warmup: 1.5);
        ArrivalFile.Write(_path, plan, ["by a test"]);
        var times = ArrivalFile.Read(_path);
        var again = new FilePlan(times, 1.5, 5);

        Assert.Equal(Plans.Until(plan.Begin().Next, 6.5e9), times);
        Assert.Equal(plan.Measured(), again.Measured());
        Assert.Equal(plan.MeanRate, again.MeanRate, 1e-9);
        Assert.StartsWith("# bench/arrivals/1", File.ReadAllText(_path), StringComparison.Ordinal);
        Assert.True(Plans.Audit(again.Measured(), again).Passed);
    }

    [Fact]
    public void Files_of_others_are_read_too() => Assert.Equal([0, 5e8, 5e8, 1.25e9], Read("time,user\r\n0,a\r\n0.5 , b\n\n# a remark\n5e-1\n1.25,c"));

    [Theory]
    [InlineData("", "no time in it")]
    [InlineData("due_s\n", "no time in it")]
    [InlineData("1\nx\n", "line 2")]
    [InlineData("due_s\nother\n1\n", "line 2")]
    [InlineData("1\n2\n1.5\n", "line 3 is earlier")]
    [InlineData("-1\n-2", "line 2")]
    [InlineData("1e300", "line 1")]
    [InlineData("1\nNaN", "line 2")]
    public void A_file_that_has_no_times_is_refused_with_its_line(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Behind_its_last_time_a_file_has_no_more()
    {
        var stream = new FilePlan([1, 2], 0, 1).Begin();
        stream.Next();
        stream.Next();

        Assert.True(stream.Next() > 1e18);
    }

    [Fact]
    public void Sends_that_do_not_keep_the_times_of_the_file_fail_the_audit()
    {
        var plan = new FilePlan(Plans.Of("exp", seconds: 20).Measured(), 0, 20);
        var due = plan.Measured();
        double[] even = [.. Enumerable.Range(0, due.Length).Select(i => i * 1e6)];

        Assert.False(ArrivalAudit.Of(new ArrivalSample(due, even, even), plan).Passed);
    }
}
