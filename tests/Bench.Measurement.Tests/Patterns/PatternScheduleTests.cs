using Bench.Measurement.Patterns;

namespace Bench.Measurement.Tests.Patterns;

public sealed class PatternScheduleTests
{
    private static PatternShape Shape(PatternKind kind, int nodes) => new() { Kind = kind, Nodes = nodes };

    private static string Text(PatternShape shape) => string.Join(" | ", PatternSchedule.Of(shape)
        .Select(b => $"{b.Repeat}: {string.Join(' ', b.Pairs.Select(p => $"{p.Round}/{p.Pair.Client}-{p.Pair.Server}"))}"));

    [Theory]
    [InlineData(Contention.None)]
    [InlineData(Contention.Round)]
    [InlineData(Contention.All)]
    public void All_to_all_measures_each_ordered_pair_once_a_repeat(Contention contention)
    {
        for (var n = 2; n <= 64; n++)
        {
            foreach (var bidirectional in new[] { false, true })
            {
                var shape = Shape(PatternKind.AllToAll, n) with { Contention = contention, Bidirectional = bidirectional, Repeat = 2 };
                var measured = PatternSchedule.Of(shape).SelectMany(b => b.Pairs.Select(p => (b.Repeat, p.Pair))).ToList();
                Assert.Equal(2 * n * (n - 1), measured.Count);
                Assert.Equal(measured.Count, measured.Distinct().Count());
            }
        }
    }

    [Theory]
    [InlineData(Contention.Round, false, "1: 1/0-1 1/2-3 | 1: 2/1-2 2/3-0")]
    [InlineData(Contention.None, false, "1: 1/0-1 | 1: 1/2-3 | 1: 2/1-2 | 1: 2/3-0")]
    [InlineData(Contention.All, false, "1: 1/0-1 1/2-3 2/1-2 2/3-0")]
    [InlineData(Contention.Round, true, "1: 1/0-1 1/2-3 1/1-0 1/3-2 | 1: 2/1-2 2/3-0 2/2-1 2/0-3")]
    [InlineData(Contention.None, true, "1: 1/0-1 1/1-0 | 1: 1/2-3 1/3-2 | 1: 2/1-2 2/2-1 | 1: 2/3-0 2/0-3")]
    public void A_ring_is_played_as_contention_and_directions_say(Contention contention, bool bidirectional, string batches) =>
        Assert.Equal(batches, Text(Shape(PatternKind.Ring, 4) with { Contention = contention, Bidirectional = bidirectional }));

    [Fact]
    public void The_directions_of_all_to_all_are_batches_of_their_own() => Assert.Equal(
        "1: 1/1-2 | 1: 1/2-1 | 1: 2/2-0 | 1: 2/0-2 | 1: 3/0-1 | 1: 3/1-0", Text(Shape(PatternKind.AllToAll, 3)));

    [Fact]
    public void Repeats_play_the_whole_again()
    {
        var once = PatternSchedule.Of(Shape(PatternKind.Random, 6)).Select(b => b.Pairs).ToList();
        var twice = PatternSchedule.Of(Shape(PatternKind.Random, 6) with { Repeat = 2 }).ToList();

        Assert.Equal([1, 2], twice.Select(b => b.Repeat));
        Assert.Equal([.. once, .. once], twice.Select(b => b.Pairs));
    }

    [Fact]
    public void Batches_are_made_when_they_are_asked_for() =>
        Assert.Equal(5_000, PatternSchedule.Of(Shape(PatternKind.AllToAll, 10_000) with { Repeat = int.MaxValue }).First().Pairs.Count);
}
