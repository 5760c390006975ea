using System.Diagnostics;
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
        var line = Encoding.UTF8.GetString(ShellText.Line(new CommandLine(["a\nb"], new Dictionary<string, string> { ["X"] = "s3cret\n" }, "/x\ny"), "mark", hasInput: true));
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.DoesNotContain('!', ShellText.Reader);
        Assert.DoesNotContain('\\', ShellText.Reader);
    }

    [Fact]
    public void What_no_program_can_be_given_is_told()
    {
        Assert.Equal(Codes.ValueHasNul, Code(new CommandLine(["a\0b"])));
        Assert.Equal(Codes.BadVariableName, Code(new CommandLine(["a"], new Dictionary<string, string> { ["X; id"] = "" })));

        static string Code(CommandLine command) => Assert.Throws<BenchException>(() => ShellText.Line(command, "mark", hasInput: false)).Diagnostics[0].Code;
    }

    [Fact]
    public async Task A_command_with_input_ends_behind_its_input_and_with_its_own_status()
    {
        using var shell = Shell(new CommandLine(["sh", "-c", "echo over; exit 3"]), hasInput: true);
        Assert.Equal($"mark {shell.Id}", await shell.StandardOutput.ReadLineAsync());
        Assert.Equal("over", await shell.StandardOutput.ReadLineAsync());

        // More than a pipe holds: it has a reader, though the command has ended.
        await shell.StandardInput.WriteAsync(new string('x', 1 << 20));
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        Assert.Equal(3, shell.ExitCode);
    }

    [Fact]
    public async Task A_command_without_input_does_not_wait_for_an_end()
    {
        using var shell = Shell(new CommandLine(["sh", "-c", "cat; exit 4"]), hasInput: false);
        await shell.WaitForExitAsync(); // its standard input is still open
        Assert.Equal(4, shell.ExitCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_folder_that_is_not_there_is_told_as_a_program_that_is_not(bool hasInput)
    {
        using var shell = Shell(new CommandLine(["echo", "ran"], WorkingDirectory: "/no/such"), hasInput);
        shell.StandardInput.Close();
        Assert.Equal($"mark {shell.Id}\n", await shell.StandardOutput.ReadToEndAsync());
        await shell.WaitForExitAsync();
        Assert.Equal(127, shell.ExitCode);
    }

    [Theory]
    [InlineData("head: write error: No space left on device", Codes.RemoteDiskFull)]
    [InlineData("mkdir: cannot create directory '/x': Disk quota exceeded", Codes.RemoteDiskFull)]
    [InlineData("Permission denied", Codes.FileFailed)]
    public void Full_disk_has_a_code_of_its_own(string said, string code) =>
        Assert.Equal(code, SshErrors.File(new SshHost("a", "a", 22, "u", [], [], [], null, true), "write", "/x", said).Diagnostics[0].Code);

    private static Process Shell(CommandLine command, bool hasInput)
    {
        var shell = Process.Start(new ProcessStartInfo("sh", ["-c", ShellText.Reader]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        shell.StandardInput.BaseStream.Write(ShellText.Line(command, "mark", hasInput));
        shell.StandardInput.BaseStream.Flush();
        return shell;
    }
}
