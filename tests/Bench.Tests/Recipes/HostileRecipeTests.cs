using Bench.Diagnostics;
using Bench.Recipes;

namespace Bench.Tests.Recipes;

/// <summary>Files that try to make the reader slow: all work is bounded by the file's size, so each ends in moments.</summary>
public class HostileRecipeTests
{
    private const int Size = 1_000_000;

    private static readonly Dictionary<string, Func<string>> All = new()
    {
        { "flow items", () => "a: [" + Repeat("1,", Size) + "]" },
        { "open brackets", () => Repeat("[", Size) },
        { "open braces", () => Repeat("{a: ", Size) },
        { "dashes", () => Repeat("- ", Size) },
        { "question marks", () => Repeat("? ", Size) },
        { "keys", () => Numbered(i => $"k{i}: 1\n") },
        { "keys without values", () => Repeat("a\n", Size) },
        { "same keys", () => Repeat("a: 1\n", Size) },
        { "long key", () => Repeat("a", Size) + ": 1" },
        { "long line in quotes", () => "name: \"" + Repeat("a ", Size) + "\"" },
        { "folded quotes", () => "name: \"" + Repeat("a\n  ", Size) + "\"" },
        { "plain over lines", () => "name:" + Repeat(" a\n ", Size) },
        { "comments", () => Repeat("# a\n", Size) + "name: x" },
        { "directives", () => Repeat("%A b\n", Size) + "---\nname: x" },
        { "anchors", () => Repeat("- &a b\n", Size) },
        { "documents", () => Repeat("---\na\n", Size) },
        { "block scalar", () => "name: |\n" + Repeat("  a\n\n", Size) },
        { "escapes", () => "name: \"" + Repeat("\\x41", Size) + "\"" },
        { "backslashes", () => Command("\"" + Repeat(@"\\", Size) + "\"") },
        { "backslashes in text", () => $"{RecipeTesting.Small}description: x\nmetrics: {{prometheus: ['{Repeat("\\", Size)}']}}" },
        { "references", () => Command("'" + Repeat("{{name}} ", Size) + "'") },
        { "dangling references", () => Command("'" + Numbered(i => "{{a" + i + "}} ") + "'") },
        { "open references", () => Command("'" + Repeat("{{", Size) + "'") },
        { "assignments", () => Command("'" + Repeat("token=no,", Size) + "'") },
        { "urls", () => Command("'" + Repeat("://a:", Size) + "'") },
        { "token starts", () => Command("'" + Repeat("sk-.", Size) + "'") },
        { "long duration", () => RecipeTesting.Small.Replace("1s", Repeat("1us", Size), StringComparison.Ordinal) },
        { "long number", () => RecipeTesting.Small.Replace("100", Repeat("9", Size), StringComparison.Ordinal) },
        { "services and workloads", () => "name: x\nservices:\n" + Numbered(i => $"  s{i}: {{kind: http, port: {i % 65000 + 1}}}\n", Size / 3)
            + "workloads:\n" + Numbered(i => $"  w{i}: {{kind: http, service: s{i}, rate: 1, duration: 1s}}\n", Size / 2) },
        { "gates", () => RecipeTesting.Small + "gates:\n" + Numbered(i => $"- {{metric: load/m{i}, min: 1}}\n", Size / 3) },
        { "far names", () => "name: x\nservice: {kind: http, port: auto}\nworkloads:\n" + Numbered(i => $"  {Repeat("w", 50)}{i}: {{kind: http, service: {Repeat("v", 55)}, rate: 1, duration: 1s}}\n") },
        { "wide sweep", () => RecipeTesting.Small + "sweep: {workloads.load.seed: [" + Repeat("1,", 90_000) + "1]}" },
        { "many axes", () => RecipeTesting.Small + "sweep:\n" + Numbered(i => $"  service.env.V{i}: [1, 2]\n", 300_000) },
        { "texts that refer to a long one", () => RecipeTesting.Small + $"metrics:\n  prometheus:\n  - {Repeat("x", 60_000)}\n" + Numbered(_ => "  - \"{{metrics.prometheus.0}}\"\n", 400_000) },
        { "regex", () => Command("a").Replace("json: a", "regex: '" + Repeat("(a+)+", 190) + "$'", StringComparison.Ordinal) },
        { "regex nesting", () => Command("a").Replace("json: a", "regex: '" + Repeat("(", 490) + Repeat(")", 490) + "'", StringComparison.Ordinal) },
    };

    // Names only: the runner would carry the texts around.
    public static TheoryData<string> Names() => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Hostile_file_ends(string name)
    {
        var text = All[name]();
        if (!RecipeReader.TryReadText(text, "x.yaml", [], new ClusterCatalog(), out var document, out var diagnostics))
        {
            Assert.InRange(diagnostics.Count, 1, DiagnosticBag.Limit + 1);
            Assert.All(diagnostics, d => Assert.InRange(d.ToString().Length, 10, 2000));
            return;
        }

        Assert.NotEmpty(RecipeExpander.Expand(document));
    }

    private static string Command(string command) =>
        $"name: x\nservice: {{kind: http, port: auto}}\nworkloads:\n  w:\n    kind: command\n    command: [{command}]\n    metrics: {{m: {{json: a}}}}\n";

    private static string Repeat(string text, int size) => string.Concat(Enumerable.Repeat(text, Math.Max(1, size > 1000 ? size / text.Length : size)));

    private static string Numbered(Func<int, string> item, int size = Size)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; text.Length < size; i++)
        {
            text.Append(item(i));
        }

        return text.ToString();
    }
}
