using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Bench.Hello;
using Bench.Load.CommandLine;
using Bench.Load.Probing;
using Bench.Load.Tests.Engines;

namespace Bench.Load.Tests.Probing;

public sealed class ProbeProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bench-probe").FullName;
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _errors.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Log => Path.Combine(_folder, "probe.jsonl");

    // Good at once, or never: a deadline of 0 asks once.
    private Task<int> AskOnce(params string[] arguments) =>
        OwnThread.Run(() => ProbeProgram.Run(["--out", Log, "--until-good", "--deadline", "0", .. arguments], _ => null, _errors));

    private JsonElement Answer() => JsonDocument.Parse(File.ReadAllLines(Log)[^1]).RootElement;

    private static string[] At(ScriptedServer server) => At(new Uri(server.Url).Port);

    private static string[] At(int port) => ["--host", "127.0.0.1", "--port", $"{port}"];

    private static ScriptedServer Server(params string[] pieces) => new(_ => new ScriptedServer.Answer(pieces) { Close = true });

    [Theory]
    [InlineData(0, "status 200", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")]
    [InlineData(0, "status 302", "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n")]
    [InlineData(78, "status 503", "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n")]
    [InlineData(0, "status 503", "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n", "--status", "503")]
    [InlineData(78, "status 200", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", "--status", "204")]
    [InlineData(0, "status 200, text found", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nrea\r\n2\r\ndy\r\n0\r\n\r\n", "--contains", "ready")]
    [InlineData(0, "status 200, text found", "HTTP/1.0 200 OK\r\n\r\nall is ready", "--contains", "ready")]
    [InlineData(78, "status 200, text not found", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", "--contains", "ready")]
    [InlineData(78, "the answer is not HTTP, or not whole", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi")]
    [InlineData(78, "the answer is not HTTP, or not whole", "SSH-2.0-x\r\n\r\n")]
    public async Task Http_is_judged_by_status_and_text(int status, string detail, string response, params string[] more)
    {
        using var server = Server(response);

        Assert.Equal(status, await AskOnce(["--http", "/health", .. At(server), .. more]));
        Assert.Equal((status == 0, detail), (Answer().GetProperty("good").GetBoolean(), Answer().GetProperty("detail").GetString()));
        Assert.True(Answer().GetProperty("ms").GetDouble() >= 0);
        Assert.EndsWith("Z", Answer().GetProperty("at").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_is_asked_whoever_vouches_for_it_and_plain_http_behind_it_is_a_bad_answer()
    {
        await using var secure = new HelloServer(new HelloOptions { Tls = true });
        var url = await secure.StartAsync();
        Assert.StartsWith("https://127.0.0.1:", url, StringComparison.Ordinal);
        Assert.Equal(0, await AskOnce(["--http", "/hello", "--scheme", "https", .. At(new Uri(url).Port), "--contains", "Hello"]));
        Assert.Equal("status 200, text found", Answer().GetProperty("detail").GetString());

        using var plain = Server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        Assert.Equal(78, await AskOnce(["--http", "/", "--scheme", "https", .. At(plain)]));
        Assert.False(Answer().GetProperty("good").GetBoolean());
    }

    [Fact]
    public async Task A_body_without_end_is_read_up_to_a_limit()
    {
        using var server = Server(["HTTP/1.1 200 OK\r\n\r\n", .. Enumerable.Repeat(new string('x', 64 << 10), 40)]);

        Assert.Equal(78, await AskOnce(["--http", "/", "--contains", "ready", .. At(server)]));
        Assert.Equal("status 200, text not found", Answer().GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_is_a_bad_answer_with_its_reason()
    {
        Assert.Equal(78, await AskOnce(["--tcp", .. At(ClosedPort())]));
        Assert.Equal("ConnectionRefused", Answer().GetProperty("detail").GetString());
        Assert.Contains("no good answer within 0 s; the last was: ConnectionRefused.", _errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("[::1]", "::1")]
    public async Task A_host_is_a_name_or_an_address_of_either_family(string host, string address)
    {
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();

        Assert.Equal(0, await AskOnce("--tcp", "--host", host, "--port", $"{((IPEndPoint)listener.LocalEndpoint).Port}"));
    }

    [Fact]
    public async Task Host_and_port_come_from_the_services_variables_where_they_are_left_out()
    {
        using var listener = Listen();
        var variables = new Dictionary<string, string> { ["SERVICE_HOSTNAME"] = "127.0.0.1", ["SERVICE_PORT"] = $"{PortOf(listener)}" };

        Assert.Equal(0, await OwnThread.Run(() => ProbeProgram.Run(["--tcp", "--until-good", "--deadline", "0"], variables.GetValueOrDefault, _errors)));
    }

    [Theory]
    [InlineData(0, "+PONG\r\n", "+PONG")]
    [InlineData(78, "-LOADING Redis is loading the dataset in memory\r\n", "-LOADING Redis is loading the dataset in memory")]
    [InlineData(78, "", "no answer")]
    public async Task Redis_must_pong(int status, string answer, string detail)
    {
        using var listener = Listen();
        var served = ServeAsync(listener, answer);

        Assert.Equal(status, await AskOnce(["--redis", .. At(PortOf(listener))]));
        Assert.Equal("PING\r\n", await served);
        Assert.Equal(detail, Answer().GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData(0, "exit status 0", "sh", "-c", "cat; exit 0")]
    [InlineData(78, "exit status 3", "sh", "-c", "echo no; exit 3")]
    [InlineData(78, "'/no/such program' cannot be started", "/no/such program")]
    [InlineData(0, "exit status 0", "sh", "-c", "sleep 600 & echo $! >\"$0\"", "PID")]
    public async Task A_command_must_end_with_status_0(int status, string detail, params string[] words)
    {
        var file = Path.Combine(_folder, "pid");
        var code = await AskOnce(["--command", "--", .. words.Select(w => w == "PID" ? file : w)]);
        if (File.Exists(file))
        {
            using var left = System.Diagnostics.Process.GetProcessById(int.Parse(File.ReadAllText(file)));
            left.Kill();
        }

        Assert.Equal((status, detail), (code, Answer().GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task A_command_that_does_not_end_is_ended_at_its_timeout()
    {
        Assert.Equal(78, await AskOnce("--timeout", "100ms", "--command", "--", "sleep", "600"));
        Assert.Equal("no answer within 0.1 s", Answer().GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_server_that_keeps_silent_is_a_bad_answer_at_the_timeout()
    {
        using var listener = Listen();

        Assert.Equal(78, await AskOnce(["--http", "/", "--timeout", "100ms", .. At(PortOf(listener))]));
        Assert.Equal("no answer within 0.1 s", Answer().GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Until_good_asks_until_it_is()
    {
        using var server = new ScriptedServer(n => new ScriptedServer.Answer($"HTTP/1.1 {(n < 2 ? 503 : 200)} x\r\nContent-Length: 0\r\n\r\n") { Close = true });

        Assert.Equal(0, await OwnThread.Run(() => ProbeProgram.Run(["--http", "/", .. At(server), "--until-good", "--every", "1ms", "--out", Log], _ => null, _errors)));
        Assert.Equal([false, false, true], File.ReadLines(Log).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("good").GetBoolean()));
    }

    [Fact]
    public async Task A_port_of_another_process_is_a_bad_answer()
    {
        using var listener = Listen();

        Assert.Equal(78, await AskOnce(["--tcp", "--job", "no-such-job", .. At(PortOf(listener))]));
        Assert.Contains("is another process's", Answer().GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_of_the_jobs_own_process_is_a_good_answer()
    {
        using var service = Programs.Start(Programs.Hello, "bench-probe-test", "--port", "0");
        var port = new Uri((await service.StandardOutput.ReadLineAsync())!.Split(' ')[^1]).Port;
        try
        {
            Assert.Equal(0, await AskOnce(["--http", "/health", "--job", "bench-probe-test", .. At(port)]));
            Assert.Equal(78, await AskOnce(["--http", "/health", "--job", "bench-probe-test-2", .. At(port)]));
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task A_probe_that_goes_on_ends_at_TERM_with_status_0_and_whole_lines()
    {
        using var listener = Listen();
        using var probe = Programs.Start(Programs.Load, null, ["probe", "--tcp", .. At(PortOf(listener)), "--every", "5ms", "--out", Log]);
        await Programs.UntilAsync(probe, () => File.Exists(Log) && File.ReadAllLines(Log).Length > 2);
        await Programs.TerminateAsync(probe);

        Assert.Equal(0, probe.ExitCode);
        Assert.EndsWith("}\n", await File.ReadAllTextAsync(Log), StringComparison.Ordinal);
        Assert.All(File.ReadLines(Log), l => Assert.True(JsonDocument.Parse(l).RootElement.GetProperty("good").GetBoolean()));
    }

    [Theory]
    [InlineData("exactly one of", "--until-good")]
    [InlineData("exactly one of", "--tcp", "--redis", "--until-good")]
    [InlineData("--out is missing", "--tcp")]
    [InlineData("--host is missing", "--tcp", "--until-good")]
    [InlineData("--port is missing", "--tcp", "--until-good", "--host", "a")]
    [InlineData("1 to 65535", "--tcp", "--until-good", "--host", "a", "--port", "70000")]
    [InlineData("go with --http only", "--tcp", "--until-good", "--host", "a", "--port", "1", "--status", "200")]
    [InlineData("is not supported", "--http", "/", "--until-good", "--host", "a", "--port", "1", "--scheme", "ftp")]
    [InlineData("must begin with /", "--http", "x", "--until-good", "--host", "a", "--port", "1")]
    [InlineData("needs its words", "--command", "--until-good")]
    [InlineData("needs its words", "--tcp", "--until-good", "--", "true")]
    [InlineData("takes no value", "--tcp=yes", "--until-good")]
    [InlineData("goes with --until-good", "--tcp", "--deadline", "1s", "--out", "x")]
    public void A_wrong_command_line_says_what_is_wrong(string message, params string[] arguments) => Assert.Contains(
        message, Assert.Throws<UsageException>(() => ProbeCommand.Parse(arguments, _ => null)).Message, StringComparison.Ordinal);

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static int ClosedPort()
    {
        using var listener = Listen();
        return PortOf(listener);
    }

    private static async Task<string> ServeAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var buffer = new byte[64];
        var count = await client.GetStream().ReadAtLeastAsync(buffer, 6);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
        return Encoding.ASCII.GetString(buffer, 0, count);
    }
}
