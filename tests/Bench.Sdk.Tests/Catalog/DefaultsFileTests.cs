using Bench.Diagnostics;
using Bench.Lifecycle.Catalog;
using Bench.Sdk.Tests.Support;

namespace Bench.Sdk.Tests.Catalog;

public sealed class DefaultsFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void No_file_is_no_defaults() => Assert.Empty(DefaultsFile.Read("/nowhere/parameters.json"));

    [Fact]
    public void The_file_of_the_checkout_can_be_read() => DefaultsFile.Read(Path.Combine(Checkout.Home, ".nuke", "parameters.json"));

    [Fact]
    public void Values_of_all_kinds_are_read()
    {
        File.WriteAllText(_path, """{"$schema": "x", "Run": "last", "Lines": 5, "Force": true, "Set": ["a=1", "b=2"]}""");

        var values = DefaultsFile.Read(_path);

        Assert.Equal(["last"], values["Run"]);
        Assert.Equal(["5"], values["Lines"]);
        Assert.Equal("true", values["Force"][0], ignoreCase: true);
        Assert.Equal(["a=1", "b=2"], values["Set"]);
    }

    [Theory]
    [InlineData("""{"OutputDri": "x"}""", "Did you mean 'OutputDir'?")]
    [InlineData("{\n  oops", "(2,3): error BENCH9008")]
    [InlineData("[]", "error BENCH9008")]
    public void What_cannot_be_used_is_told_with_its_place(string text, string expected)
    {
        File.WriteAllText(_path, text);

        var wrong = Assert.Throws<BenchException>(() => DefaultsFile.Read(_path));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
        Assert.Equal(ExitStatus.Usage, wrong.Status);
    }
}
