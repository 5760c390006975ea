using Bench.Recipes;
using Bench.Recipes.Syntax;

namespace Bench.Tests.Recipes;

public class SyntaxTests
{
    [Theory]
    [InlineData("90s", 90_000, "1m30s")]
    [InlineData("5m", 300_000, "5m")]
    [InlineData("250ms", 250, "250ms")]
    [InlineData("1h30m", 5_400_000, "1h30m")]
    [InlineData("50us", 0.05, "50us")]
    [InlineData("0.1us", 0.0001, "0.1us")]
    [InlineData("1.5s", 1500, "1s500ms")]
    [InlineData("0s", 0, "0s")]
    public void Duration_reads_and_writes(string text, double milliseconds, string canonical)
    {
        Assert.True(DurationSyntax.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromTicks((long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond)), duration);
        Assert.Equal(canonical, DurationSyntax.Format(duration));
        Assert.True(DurationSyntax.TryParse(canonical, out var again) && again == duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("10 s")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1.s")]
    [InlineData(".5s")]
    [InlineData("1.2.3s")]
    [InlineData("5min")]
    [InlineData("1S")]
    [InlineData("999999999999999d")]
    [InlineData("99999999999999999999s")]
    [InlineData("١s")]
    public void Duration_refuses(string text) => Assert.False(DurationSyntax.TryParse(text, out _));

    [Theory]
    [InlineData("8G", 8L << 30, "8G")]
    [InlineData("512M", 512L << 20, "512M")]
    [InlineData("1T", 1L << 40, "1T")]
    [InlineData("1024M", 1L << 30, "1G")]
    [InlineData("1.5K", 1536, "1536B")]
    [InlineData("0B", 0, "0B")]
    public void Size_reads_and_writes(string text, long bytes, string canonical)
    {
        Assert.True(SizeSyntax.TryParse(text, out var size));
        Assert.Equal(bytes, size.Bytes);
        Assert.Equal(canonical, SizeSyntax.Format(size));
    }

    [Theory]
    [InlineData("8")]
    [InlineData("8GB")]
    [InlineData("8g")]
    [InlineData("0.0001K")]
    [InlineData("99999999P")]
    [InlineData("G")]
    [InlineData("-8G")]
    public void Size_refuses(string text) => Assert.False(SizeSyntax.TryParse(text, out _));

    [Theory]
    [InlineData("5000", 5000)]
    [InlineData("2k/s", 2000)]
    [InlineData("1.5M", 1_500_000)]
    [InlineData("90/min", 1.5)]
    [InlineData("36/h", 0.01)]
    public void Rate_reads_and_writes(string text, double perSecond)
    {
        Assert.True(RateSyntax.TryParse(text, out var rate));
        Assert.Equal(perSecond, rate.PerSecond);
        Assert.True(RateSyntax.TryParse(RateSyntax.Format(rate), out var again) && again == rate);
    }

    [Theory]
    [InlineData("")]
    [InlineData("k")]
    [InlineData("5kk")]
    [InlineData("5/d")]
    [InlineData("5/")]
    [InlineData("-5")]
    [InlineData("1e5")]
    [InlineData("9999999999999999999M")]
    [InlineData("NaN")]
    public void Rate_refuses(string text) => Assert.False(RateSyntax.TryParse(text, out _));

    [Theory]
    [InlineData("5%", 0.05)]
    [InlineData("0.05", 0.05)]
    [InlineData("200%", 2)]
    [InlineData("0.1%", 0.001)]
    public void Percentage_reads_and_writes(string text, double fraction)
    {
        Assert.True(PercentageSyntax.TryParse(text, out var share));
        Assert.Equal(fraction, share.Fraction);
        Assert.True(PercentageSyntax.TryParse(PercentageSyntax.Format(share), out var again) && again == share);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("-5%")]
    [InlineData("%")]
    [InlineData("5 %")]
    public void Percentage_refuses(string text) => Assert.False(PercentageSyntax.TryParse(text, out _));

    [Theory]
    [InlineData("a  b\tc", "a|b|c")]
    [InlineData("a 'b c' \"d e\"f", "a|b c|d ef")]
    [InlineData("a '' \"\"", "a||")]
    [InlineData(@"a\ b \""c \\", "a b|\"c|\\")]
    [InlineData(@"""\$x \a \""""", @"$x \a """)]
    [InlineData("'$x|&;<>' ", "$x|&;<>")]
    [InlineData("a --url={{ service.url }}/x '{{name}} b'", "a|--url={{service.url}}/x|{{name}} b")]
    [InlineData(@"a \{{b}}", "a|{{b}}")]
    public void Command_splits_as_a_shell(string text, string words) =>
        Assert.Equal(words, string.Join('|', CommandSyntax.Split(text).Words.Select(w => w.ToString())));

    [Theory]
    [InlineData("a | b", '|')]
    [InlineData("a; b", ';')]
    [InlineData("a && b", '&')]
    [InlineData("a > b", '>')]
    [InlineData("a < b", '<')]
    [InlineData("a $HOME", '$')]
    [InlineData("a \"$HOME\"", '$')]
    [InlineData("a `id`", '`')]
    [InlineData("a \"`id`\"", '`')]
    [InlineData("(a)", '(')]
    [InlineData("a\nb", '\n')]
    public void Command_refuses_what_needs_a_shell(string text, char sign) => Assert.Equal(sign, CommandSyntax.Split(text).NeedsShell);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a {{x}} b", "a |{x}| b")]
    [InlineData("{{ x }}{{y.z-1}}", "{x}|{y.z-1}")]
    [InlineData(@"\{{x}}", "{{x}}")]
    [InlineData(@"\\{{x}}", @"\|{x}")]
    [InlineData(@"\\\{{x}}", @"\{{x}}")]
    [InlineData("{\"a\":{{{x}}}}", "{\"a\":{|{x}|}}")]
    [InlineData("", "")]
    public void Text_takes_references_apart_and_writes_them_back(string text, string parts)
    {
        Assert.True(TextSyntax.TryParse(text, out var parsed, out _));
        Assert.Equal(parts, string.Join('|', parsed.Parts.Select(p => p.IsReference ? $"{{{p.Value}}}" : p.Value)));
        Assert.True(TextSyntax.TryParse(TextSyntax.Format(parsed), out var again, out _));
        Assert.Equal(parsed, again);
    }

    [Theory]
    [InlineData("{{x")]
    [InlineData("{{}}")]
    [InlineData("{{a b}}")]
    [InlineData("{{$(id)}}")]
    public void Text_refuses(string text) => Assert.False(TextSyntax.TryParse(text, out _, out _));

    [Theory]
    [InlineData("service.port", "SERVICE_PORT")]
    [InlineData("env.HF_TOKEN", "HF_TOKEN")]
    [InlineData("env.a-b", null)]
    [InlineData("workloads.load.rate", null)]
    public void RuntimeNames_know_the_variable(string reference, string? variable) => Assert.Equal(variable, RuntimeNames.VariableOf(reference));
}
