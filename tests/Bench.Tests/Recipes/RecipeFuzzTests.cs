using System.Text;
using Bench.Diagnostics;
using Bench.Recipes;
using Bench.Recipes.Yaml;

namespace Bench.Tests.Recipes;

/// <summary>A thousand broken recipes, always the same ones: each reads well or gives diagnostics, and nothing else ever happens.</summary>
public class RecipeFuzzTests
{
    private static readonly string[] Tokens =
    [
        "{{", "}}", "{{name}}", "{{service.env.A}}", "[", "]", "{", "}", "'", "\"", ": ", "- ", "&a ", "*a", "<<: *a", "!!int ", "|", ">", "#", "\t", "\0", "\u202e",
        "---\n", "...\n", "%YAML 1.1\n", "? ", "~", "null", "-1", "1e999", "99999999999999999999999999", "0x10", ".inf", "1h", "5%", "auto", "kind: http", "\uffff",
        "🚀", "é", "\r", "\u0085", "\\", "\"\\U0011FFFF\"", "\"\\x00\"", "$(id)", "`id`", "(((((", "(a+)+$", "sweep", "zip", "workloads", "services", "\ud800",
    ];

    [Fact(Timeout = 300_000)]
    public async Task Mutated_recipes_give_diagnostics_or_read_well()
    {
        var examples = RecipeTesting.Examples().Concat(Directory.EnumerateFiles(Path.Combine(RecipeTesting.Root, "tests/Bench.Tests/Recipes/Wrong"), "*.yaml")).Order(StringComparer.Ordinal)
            .Select(File.ReadAllText).ToList();
        var random = new Random(20261122);
        var read = 0;
        for (var i = 0; i < 1000; i++)
        {
            var text = examples[random.Next(examples.Count)];
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                text = Mutate(text, random);
            }

            read += Check(Encoding.UTF8.GetBytes(text), i) ? 1 : 0;
            await Task.Yield();
        }

        // Were all refused at once, the test would not reach far.
        Assert.InRange(read, 20, 900);
    }

    [Fact(Timeout = 300_000)]
    public async Task Binary_files_give_diagnostics()
    {
        var random = new Random(1);
        for (var i = 0; i < 100; i++)
        {
            var bytes = new byte[random.Next(2000)];
            random.NextBytes(bytes);
            Assert.False(Check(bytes, i));
            await Task.Yield();
        }
    }

    private static bool Check(byte[] bytes, int seed)
    {
        var text = "";
        try
        {
            var bag = new DiagnosticBag();
            text = YamlFile.Decode(bytes, "x.yaml", bag);
            if (text is null)
            {
                Assert.True(bag.HasErrors);
                return false;
            }

            if (!RecipeReader.TryReadText(text, "x.yaml", [], RecipeTesting.Clusters, out var document, out var diagnostics))
            {
                Assert.NotEmpty(diagnostics);
                Assert.All(diagnostics, d => Assert.DoesNotContain(d.ToString(), char.IsControl));
                return false;
            }

            // What reads well has a lock that reads well, and points or diagnostics.
            var written = RecipeLock.Write(document);
            Assert.Equal(written, RecipeLock.Write(RecipeTesting.Read(written)));
            _ = RecipeExpander.Expand(document);
            return true;
        }
        catch (BenchException e) when (e.Status == ExitStatus.Usage && e.StackTrace!.Contains(nameof(RecipeExpander), StringComparison.Ordinal))
        {
            return false;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Recipe {seed} broke the reader: {e.Message}\n{text}", e);
        }
    }

    private static string Mutate(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var token = Tokens[random.Next(Tokens.Length)];
        var lines = text.Split('\n');
        var line = random.Next(lines.Length);
        var other = random.Next(lines.Length);
        switch (random.Next(12))
        {
            case 0: return text.Insert(at, token);
            case 1: return text.Insert(at, ((char)random.Next(1, 0x3000)).ToString());
            case 2: return text.Remove(at, Math.Min(random.Next(1, 8), text.Length - at));
            case 3: (lines[line], lines[other]) = (lines[other], lines[line]); break;
            case 4: lines[line] += "\n" + lines[line]; break;
            case 5: lines[line] = ""; break;
            case 6: lines[line] = new string(' ', random.Next(6)) + lines[line]; break;
            case 7 when lines[line].IndexOf(':') is var colon and >= 0: lines[line] = lines[line][..(colon + 1)] + " " + token; break;
            case 8 when lines[line].IndexOf(':') is var colon and >= 0: lines[line] = token + lines[line][colon..]; break;
            case 9: return text.Insert(at, string.Concat(Enumerable.Repeat(random.Next(2) == 0 ? "[" : "{a: ", random.Next(5, 500))));
            case 10: return text + "\nb0: &b0 [x, x]\n" + string.Concat(Enumerable.Range(1, 20).Select(n => $"b{n}: &b{n} [*b{n - 1}, *b{n - 1}]\n"));
            default: return text.Insert(at, string.Concat(Enumerable.Repeat(token, random.Next(2, 2000))));
        }

        return string.Join('\n', lines);
    }
}
