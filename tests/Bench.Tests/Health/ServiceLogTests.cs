using System.Text;
using Bench.Health;
using Bench.Health.Probes;
using Bench.Tests.Scripts;
using Bench.Transport;

namespace Bench.Tests.Health;

public sealed class ServiceLogTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly LocalTransport _transport = new();
    private readonly ServiceLog _log;

    public ServiceLogTests() => _log = new ServiceLog(_transport, _folder.Path);

    public void Dispose() => _folder.Dispose();

    private void Append(string text, string name = "stdout.log") => File.AppendAllText(Path.Combine(_folder.Path, name), text);

    private Task<bool> Contains(string text) => _log.ContainsAsync(text, CancellationToken.None);

    private Task<IReadOnlyList<string>> Tail(int lines) => _log.TailAsync(lines, CancellationToken.None);

    [Theory]
    [InlineData("stdout.log")]
    [InlineData("stderr.log")]
    public async Task A_text_is_found_in_either_output(string name)
    {
        Assert.False(await Contains("is ready"));
        Append("server is ready\n", name);

        Assert.True(await Contains("is ready"));
    }

    [Fact]
    public async Task A_text_split_anywhere_between_two_reads_is_found()
    {
        const string Text = "größe ☃ ready";
        var bytes = Encoding.UTF8.GetBytes(Text);
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            var path = Path.Combine(_folder.Path, "stdout.log");
            var log = new ServiceLog(_transport, _folder.Path);
            File.WriteAllBytes(path, [.. "before "u8, .. bytes[..cut]]);
            Assert.False(await log.ContainsAsync(Text, CancellationToken.None));
            File.AppendAllText(path, "");
            await using (var file = new FileStream(path, FileMode.Append))
            {
                file.Write(bytes.AsSpan(cut));
            }

            Assert.True(await log.ContainsAsync(Text, CancellationToken.None));
        }
    }

    [Fact]
    public async Task A_text_that_comes_letter_by_letter_is_found()
    {
        foreach (var letter in "is read")
        {
            Append(letter.ToString());
            Assert.False(await Contains("is ready"));
        }

        Append("y");
        Assert.True(await Contains("is ready"));
    }

    [Fact]
    public async Task A_text_across_the_chunks_of_a_long_log_is_found()
    {
        Append(new string('x', (256 * 1024) - 3) + "is ready" + new string('x', 300 * 1024));

        Assert.True(await Contains("is ready"));
    }

    [Fact]
    public async Task A_second_text_is_found_although_it_came_before_the_first_was_asked_for()
    {
        Append("one two\n");

        Assert.False(await Contains("three"));
        Assert.True(await Contains("two"));
    }

    [Fact]
    public async Task The_log_probe_says_no_until_the_text_is_there()
    {
        var probe = new LogTextProbe(_log, "is ready");
        Assert.False((await probe.AskAsync(CancellationToken.None)).Good);
        Append("is ready");

        Assert.True((await probe.AskAsync(CancellationToken.None)).Good);
    }

    [Fact]
    public async Task The_length_is_that_of_both_outputs()
    {
        Assert.Equal(0, await _log.LengthAsync(CancellationToken.None));
        Append("12345");
        Append("678", "stderr.log");

        Assert.Equal(8, await _log.LengthAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_tail_is_the_last_lines_with_standard_error_at_the_end()
    {
        Append("a\nb\nc\n");
        Assert.Equal(["b", "c"], await Tail(2));

        Append("e1\n\ne2", "stderr.log");
        Assert.Equal(["c", "e1", "e2"], await Tail(3));
        Assert.Equal(["e2"], await Tail(1));
    }

    [Fact]
    public async Task The_tail_of_nothing_is_empty() => Assert.Empty(await Tail(5));

    [Fact]
    public async Task Control_characters_are_taken_out_of_the_tail()
    {
        Append("\u001b[31mred\u0007\tend\r\n", "stderr.log");

        Assert.Equal(["[31mred\tend"], await Tail(5));
    }

    [Fact]
    public async Task A_very_long_log_gives_its_end_only()
    {
        Append(string.Concat(Enumerable.Range(0, 30_000).Select(i => $"line {i}\n")));

        Assert.Equal(["line 29998", "line 29999"], await Tail(2));
    }
}
