using Bench.Load.CommandLine;
using Bench.Measurement.Arrivals;

namespace Bench.Load.Tests.CommandLine;

public sealed class ArrivalOptionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bench-arrivals").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static HttpCommand Parse(params string[] more) => HttpCommand.Parse(["--url", "http://a/", .. more]);

    private static UsageException Refused(params string[] more) => Assert.Throws<UsageException>(() => Parse(more));

    [Fact]
    public void Stages_go_from_rate_to_rate_and_say_how_long_it_takes()
    {
        var command = Parse("--rate", "100..1k/s@30s,1k@10s,0@5s,60/min@15s", "--warmup", "2s", "--arrivals", "exp");
        var rate = command.Arrivals.Plan!.Rate!;

        // The warm-up goes before them at the first rate.
        Assert.Equal([new RateStage(100, 100, 2), new(100, 1000, 30), new(1000, 1000, 10), new(0, 0, 5), new(1, 1, 15)], rate.Stages);
        Assert.Equal((60, 2), (command.Options.DurationSeconds, command.Options.WarmupSeconds));
        Assert.Equal((16_500 + 10_000 + 15) / 60.0, command.Options.Rate, 1e-9);
        Assert.Equal("100..1k/s@30s,1k@10s,0@5s,60/min@15s", command.Options.RateStages);
    }

    [Fact]
    public void Behind_the_stages_the_last_rate_goes_on_and_a_shorter_duration_cuts_them()
    {
        Assert.Equal(100, Parse("--rate", "0..100@10s", "--duration", "1010s").Options.Rate, 1.0);
        Assert.Equal(5, Parse("--rate", "0..100@10s", "--duration", "1s").Options.Rate, 1e-9);
    }

    [Fact]
    public void The_last_stage_without_a_length_lasts_until_the_measurement_ends()
    {
        Assert.Equal([new(10, 10, 2), new(10, 20, 8)], Parse("--rate", "10@2s,10..20", "--duration", "10s").Arrivals.Plan!.Rate!.Stages);
        Assert.Equal([new(0, 100, 0.3)], Parse("--rate", "0..100", "--duration", "300ms").Arrivals.Plan!.Rate!.Stages);
    }

    [Fact]
    public void As_fast_as_possible_has_no_schedule()
    {
        var command = Parse("--rate", "max", "--duration", "1s");

        Assert.Null(command.Arrivals.Plan);
        Assert.Equal((true, "max", 0.0), (command.Options.ClosedLoop, command.Options.Arrivals, command.Options.Rate));
    }

    [Theory]
    [InlineData("gamma", "--burstiness", "0.5")]
    [InlineData("norm", "--sigma", "0.1")]
    public void A_law_has_its_parameter(string law, string option, string value)
    {
        var options = Parse("--rate", "10", "--duration", "1s", "--arrivals", law, option, value).Options;

        Assert.Equal(double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), options.Burstiness ?? options.Sigma);
    }

    [Fact]
    public void Times_that_were_written_are_the_ones_that_are_read()
    {
        var file = Path.Combine(_folder, "a.csv");
        var written = Parse("--rate", "50..500@2s", "--warmup", "1s", "--arrivals", "exp", "--seed", "9", "--arrivals-out", file);
        written.WriteArrivals();
        var read = Parse("--arrivals", file, "--warmup", "1s", "--duration", "2s");

        Assert.Equal(written.Arrivals.Plan!.Begin().Next(), read.Arrivals.Plan!.Begin().Next());
        Assert.Equal(written.Options.Rate, read.Options.Rate, 1e-9);
        Assert.Equal(("file", file), (read.Options.Arrivals, read.Options.ArrivalsFile));
        Assert.Contains("# law exp, seed 9", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--duration is missing", "--rate", "5")]
    [InlineData("--rate is missing", "--duration", "5s")]
    [InlineData("the stage '100..200' has no length, and there is no --duration", "--rate", "100..200")]
    [InlineData("the stage '5' has no length, and there is no --duration", "--rate", "100@1s,5")]
    [InlineData("the stage '5..6' has no length. Write for instance 5..6@30s", "--rate", "5..6,100@1s", "--duration", "5s")]
    [InlineData("the stage '5' has no length. Write", "--rate", "5,5", "--duration", "5s")]
    [InlineData("--duration is over when the last stage, '5', begins", "--rate", "100@5s,5", "--duration", "5s")]
    [InlineData("'100@1s@2s' is no stage", "--rate", "100@1s@2s")]
    [InlineData("more than two rates", "--rate", "1..2..3@5s")]
    [InlineData("no stage with a rate above 0", "--rate", "0@5s")]
    [InlineData("is 0 for as long as", "--rate", "0@5s,1@1s", "--duration", "3s")]
    [InlineData("must be above 0", "--rate", "1@0s")]
    [InlineData("is no duration", "--rate", "1@5")]
    [InlineData("is no rate", "--rate", "-1@5s")]
    [InlineData("--arrivals cannot stand beside --rate max", "--rate", "max", "--arrivals", "exp", "--duration", "1s")]
    [InlineData("--pacing cannot stand beside --rate max", "--rate", "max", "--pacing", "eco", "--duration", "1s")]
    [InlineData("could not find", "--arrivals", "/no/such.csv", "--duration", "1s")]
    public void What_does_not_fit_is_named(string message, params string[] more) =>
        Assert.Contains(message, Refused(more).Message, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void A_file_without_a_time_in_the_measurement_is_refused()
    {
        var file = Path.Combine(_folder, "a.csv");
        File.WriteAllText(file, "1\n2\n");

        Assert.Contains("has no time in the measurement", Refused("--arrivals", file, "--warmup", "5s", "--duration", "1s").Message, StringComparison.Ordinal);
        File.WriteAllText(file, "2\n1\n");
        Assert.Contains($"{file}: line 2 is earlier", Refused("--arrivals", file, "--duration", "1s").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_stages_are_enough() => Assert.Contains("more than 1000", Refused("--rate", string.Join(',', Enumerable.Repeat("1@1s", 1001))).Message, StringComparison.Ordinal);
}
