using System.Reflection;
using Bench.Diagnostics;
using Bench.Tests.Recipes;

namespace Bench.Tests.Diagnostics;

public class CodesTests
{
    [Fact]
    public void Codes_are_unique_and_well_formed()
    {
        var codes = Codes();
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, c => Assert.Matches("^BENCH[1-9][0-9]{3}$", c));
    }

    [Fact]
    public void Table_of_errors_has_every_code_once()
    {
        var rows = Rows();
        Assert.Equal(Codes().Order(StringComparer.Ordinal), rows.Select(r => r[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Table_of_errors_says_what_how_to_mend_and_an_example() =>
        Assert.All(Rows(), r =>
        {
            Assert.Equal(4, r.Length);
            Assert.All(r, cell => Assert.NotEmpty(cell));
            Assert.EndsWith(".", r[1]);
            Assert.EndsWith(".", r[2]);
        });

    private static List<string> Codes() =>
        [.. typeof(Codes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)];

    private static List<string[]> Rows() =>
        [.. File.ReadLines(Path.Combine(RecipeTesting.Root, "docs/errors.md"))
            .Where(l => l.StartsWith("| BENCH", StringComparison.Ordinal))
            .Select(l => l.Replace("\\|", "¦", StringComparison.Ordinal).Trim('|', ' ').Split('|').Select(c => c.Trim()).ToArray())];
}
