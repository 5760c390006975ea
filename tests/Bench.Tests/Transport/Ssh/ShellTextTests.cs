using System.Text;
using Bench.Diagnostics;
using Bench.Transport;
using Bench.Transport.Ssh;

namespace Bench.Tests.Transport.Ssh;

public class ShellTextTests
{
    [Theory]
    [InlineData("plain", "'plain'")]
    [InlineData("", "''")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("a\nb", "'a'\"$n\"'b'")]
    [InlineData("$(id) `id` \\ \"", "'$(id) `id` \\ \"'")]
    public void Words_are_quoted(string word, string quoted) => Assert.Equal(quoted, ShellText.Quote(word));

    [Fact]
    public void Line_has_one_end_and_no_secret_is_left_in_the_command_of_the_login_shell()
    {
        var line = Encoding.UTF8.GetString(ShellText.Line(new CommandLine(["a\nb"], new Dictionary<string, string> { ["X"] = "s3cret\n" }, "/x\ny"), "mark"));
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.DoesNotContain('!', ShellText.Reader);
        Assert.DoesNotContain('\\', ShellText.Reader);
    }

    [Fact]
    public void What_no_program_can_be_given_is_told()
    {
        Assert.Equal(Codes.ValueHasNul, Code(new CommandLine(["a\0b"])));
        Assert.Equal(Codes.BadVariableName, Code(new CommandLine(["a"], new Dictionary<string, string> { ["X; id"] = "" })));

        static string Code(CommandLine command) => Assert.Throws<BenchException>(() => ShellText.Line(command, "mark")).Diagnostics[0].Code;
    }

    [Theory]
    [InlineData("head: write error: No space left on device", Codes.RemoteDiskFull)]
    [InlineData("mkdir: cannot create directory '/x': Disk quota exceeded", Codes.RemoteDiskFull)]
    [InlineData("Permission denied", Codes.FileFailed)]
    public void Full_disk_has_a_code_of_its_own(string said, string code) =>
        Assert.Equal(code, SshErrors.File(new SshHost("a", "a", 22, "u", [], [], [], null, true), "write", "/x", said).Diagnostics[0].Code);
}
