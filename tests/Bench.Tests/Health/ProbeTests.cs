using Bench.Health;
using Bench.Health.Probes;
using Bench.Transport;

namespace Bench.Tests.Health;

public sealed class ProbeTests : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    public void Dispose() => _client.Dispose();

    private static string Answer(int status, string body = "") =>
        $"HTTP/1.1 {status} Text\r\nContent-Length: {System.Text.Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    private async Task<ProbeAnswer> GetAsync(string answer, int? status = null, string? contains = null)
    {
        using var server = new Loopback(answer);
        return await new HttpProbe(_client, server.Url, status, contains).AskAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(200, null, true)]
    [InlineData(204, null, true)]
    [InlineData(302, null, true)]
    [InlineData(399, null, true)]
    [InlineData(400, null, false)]
    [InlineData(503, null, false)]
    [InlineData(503, 503, true)]
    [InlineData(200, 204, false)]
    public async Task Http_is_good_below_400_or_at_the_expected_status(int status, int? expected, bool good)
    {
        var answer = await GetAsync(Answer(status), expected);

        Assert.Equal((good, $"status {status}"), (answer.Good, answer.Detail));
    }

    [Theory]
    [InlineData("all systems ready", true)]
    [InlineData("READY", false)]
    [InlineData("", false)]
    public async Task Http_looks_for_the_text_in_the_body(string body, bool good) =>
        Assert.Equal(good, (await GetAsync(Answer(200, body), contains: "ready")).Good);

    [Fact]
    public async Task A_bad_status_is_bad_whatever_the_body_says() => Assert.False((await GetAsync(Answer(500, "ready"), contains: "ready")).Good);

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort")]
    public async Task An_answer_that_is_no_http_is_bad_and_does_not_throw(string answer) =>
        Assert.False((await GetAsync(answer, contains: "ready")).Good);

    [Fact]
    public async Task Nobody_there_is_a_bad_answer_that_says_so()
    {
        var port = Loopback.ClosedPort();
        var http = await new HttpProbe(_client, new Uri($"http://127.0.0.1:{port}/"), null, null).AskAsync(CancellationToken.None);
        var tcp = await new TcpProbe("127.0.0.1", port).AskAsync(CancellationToken.None);

        Assert.Equal((false, "ConnectionError"), (http.Good, http.Detail));
        Assert.False(tcp.Good);
        Assert.Contains("ConnectionRefused", tcp.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tcp_is_good_where_a_connection_is_accepted()
    {
        using var server = new Loopback();

        Assert.True((await new TcpProbe("127.0.0.1", server.Port).AskAsync(CancellationToken.None)).Good);
    }

    [Theory]
    [InlineData("+PONG\r\n", true, "'+PONG'")]
    [InlineData("-LOADING Redis is loading the dataset in memory\r\n", false, "'-LOADING Redis is loading the dataset in memory'")]
    [InlineData("-NOAUTH Authentication required.\r\n", false, "'-NOAUTH Authentication required.'")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", false, "'HTTP/1.1 400 Bad Request'")]
    [InlineData("\u001b[31m+PONG\r\n", false, "'?[31m+PONG'")]
    [InlineData("", false, "closed without an answer")]
    public async Task Redis_is_good_where_ping_is_answered_with_pong(string answer, bool good, string detail)
    {
        using var server = new Loopback(answer);

        Assert.Equal(new ProbeAnswer(good, detail), await new RedisProbe("127.0.0.1", server.Port).AskAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Redis_that_answers_without_end_is_bad()
    {
        using var server = new Loopback(new string('x', 100_000));

        Assert.False((await new RedisProbe("127.0.0.1", server.Port).AskAsync(CancellationToken.None)).Good);
    }

    [Fact]
    public async Task Redis_that_is_not_there_is_a_bad_answer() =>
        Assert.Contains("ConnectionRefused", (await new RedisProbe("127.0.0.1", Loopback.ClosedPort()).AskAsync(CancellationToken.None)).Detail, StringComparison.Ordinal);

    [Fact]
    public async Task A_host_that_has_no_address_is_a_bad_answer() =>
        Assert.False((await new TcpProbe("no-such-host.invalid", 80).AskAsync(CancellationToken.None)).Good);

    [Theory]
    [InlineData("exit 0", true, "exit status 0")]
    [InlineData("exit 3", false, "exit status 3")]
    [InlineData("test \"$SERVICE_NAME\" = web", true, "exit status 0")]
    public async Task A_command_is_good_with_status_0(string script, bool good, string detail)
    {
        await using var transport = new LocalTransport();
        var command = new CommandLine(["sh", "-c", script], new Dictionary<string, string> { ["SERVICE_NAME"] = "web" });

        Assert.Equal(new ProbeAnswer(good, detail), await new CommandProbe(transport, command).AskAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_command_that_is_not_there_is_a_bad_answer()
    {
        await using var transport = new LocalTransport();

        Assert.False((await new CommandProbe(transport, new CommandLine(["no-such-program-here"])).AskAsync(CancellationToken.None)).Good);
    }
}
