using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;

namespace Bench.Measurement.Tests.Pairs;

/// <summary>What real tools printed.</summary>
internal static class Outputs
{
    internal static PairPlace Place { get; } = new("node1", "10.0.0.1", "node2", "10.0.0.2", 5201, "ib0");

    internal static PairPlan Plan(string tool) =>
        new() { Tool = tool, Pattern = new PatternShape { Kind = PatternKind.Ring, Nodes = 2 }, DurationSeconds = 1.5 };

    internal static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Pairs", "Outputs", name));

    internal static ToolOutput Of(string name, int status = 0) => new(status, Read(name), "");

    /// <summary>Texts like the given one, with bytes changed, cut out, doubled, or the end cut off: the same for a seed.</summary>
    internal static IEnumerable<string> Mutations(string text, int count)
    {
        var random = new Random(7);
        const string Letters = "{}[]\":,0123456789.eE+- \n\\\0\ud800ux%=<truenullNaN";
        for (var i = 0; i < count; i++)
        {
            var letters = text.ToList();
            for (var change = random.Next(1, 6); change > 0 && letters.Count > 0; change--)
            {
                var at = random.Next(letters.Count);
                var length = Math.Min(random.Next(1, 40), letters.Count - at);
                switch (random.Next(5))
                {
                    case 0:
                        letters[at] = Letters[random.Next(Letters.Length)];
                        break;
                    case 1:
                        letters.RemoveRange(at, length);
                        break;
                    case 2:
                        letters.InsertRange(at, letters.GetRange(at, length));
                        break;
                    case 3:
                        letters.InsertRange(at, Enumerable.Repeat(Letters[random.Next(Letters.Length)], random.Next(1, 400)));
                        break;
                    default:
                        letters.RemoveRange(at, letters.Count - at);
                        break;
                }
            }

            yield return new string([.. letters]);
        }
    }
}
