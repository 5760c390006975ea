using System.Net;
using System.Net.Sockets;
using Bench.Hello;
using Bench.Load.CommandLine;
using Bench.Load.Engines;
using Bench.Load.Recording;
using Bench.Load.Requests;
using Bench.Measurement.Results;

namespace Bench.Load.Tests.Engines;

/// <summary>What holds for every engine; each has a class of its own below.</summary>
public abstract class LoadEngineTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    protected abstract string Engine { get; }

    private protected HttpLoadResult Run(string url, string more = "", Action<HttpLoad>? during = null)
    {
        var arguments = new List<string>(["--url", url, .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        arguments.AddRange(arguments.Contains("--rate") ? [] : ["--rate", "200"]);
        arguments.AddRange(arguments.Contains("--duration") ? [] : ["--duration", "1s"]);
        var command = HttpCommand.Parse(arguments);
        using var load = new HttpLoad(LoadEngines.Create(Engine, secure: false, Assert.Fail), command.Plan(CancellationToken.None), command.Options);
        during?.Invoke(load);
        return Consistent(load.Run());
    }

    private HttpLoadResult Run(string url, string more, IRequestSourceFactory requests)
    {
        var command = HttpCommand.Parse(["--url", url, .. more.Split(' ')]);
        using var load = new HttpLoad(
            LoadEngines.Create(Engine, secure: false, Assert.Fail), command.Plan(CancellationToken.None) with { Requests = requests }, command.Options);
        return Consistent(load.Run());
    }

    // What must hold for every result, whatever happened.
    private static HttpLoadResult Consistent(HttpLoadResult result)
    {
        var counts = result.Counts;
        Assert.Equal(counts.Scheduled, counts.Completed + counts.Errors);
        Assert.Equal(counts.Errors, counts.ErrorsByKind.Values.Sum());
        Assert.Equal(counts.Scheduled, result.Histograms.Latency.Count);
        Assert.Equal(counts.Errors, result.Histograms.ErrorLatency.Count);
        Assert.Equal(counts.Sent, result.Histograms.LatencyUncorrected.Count);
        Assert.Equal(counts.Sent, result.Histograms.SendLag.Count);
        Assert.Equal(counts.Scheduled, counts.Sent + counts.ErrorsByKind.GetValueOrDefault("unsent") + counts.ErrorsByKind.GetValueOrDefault("connect"));
        Assert.Equal(counts.Scheduled, result.PerSecond.Where(s => s.Second >= 0).Sum(s => s.Scheduled));
        return result;
    }

    private async Task<HttpLoadResult> RunHello(string path, string more = "")
    {
        await using var server = new HelloServer(new HelloOptions { Host = IPAddress.Loopback });
        var url = await server.StartAsync();
        return await OwnThread.Run(() => Run(url + path, more));
    }

    [Theory]
    [InlineData("fixed", 1)]
    [InlineData("fixed", 3)]
    [InlineData("exp", 2)]
    public async Task Every_request_that_is_due_is_sent_once_and_counted(string law, int threads)
    {
        await using var server = new HelloServer(new HelloOptions());
        var url = await server.StartAsync();
        var result = await OwnThread.Run(() => Run(url, $"--arrivals {law} --threads {threads} --warmup 500ms --connections 5"));

        Assert.Equal(0, result.Counts.Errors);
        Assert.Equal(server.Metrics.Requests, result.PerSecond.Sum(s => s.Sent));
        Assert.Equal(server.Metrics.Requests, result.PerSecond.Sum(s => s.Scheduled));
        Assert.Equal(1, result.MeasuredSeconds);
        Assert.Equal(5, result.Histograms.Connect.Count);
        Assert.Equal(0, result.Counts.Reconnects);
        if (law == "fixed")
        {
            Assert.Equal(200, result.Counts.Scheduled);
        }
    }

    [Fact]
    public async Task Statuses_are_errors_and_chunked_bodies_are_not()
    {
        Assert.Equal(200, (await RunHello("/error?status=503")).Counts.ErrorsByKind[HttpErrorKinds.Status5xx]);
        Assert.Equal(200, (await RunHello("/nowhere")).Counts.ErrorsByKind[HttpErrorKinds.Status4xx]);
        Assert.Equal(200, (await RunHello("/bytes?n=100000&chunked=true")).Counts.Completed);
    }

    [Fact]
    public async Task Empty_bodies_are_counted_but_not_those_of_HEAD()
    {
        Assert.Equal(200, (await RunHello("/empty")).Counts.EmptyBodies);
        Assert.Equal((200, 0), await EmptyOfHead());

        async Task<(long, long)> EmptyOfHead() => (await RunHello("/", "--method HEAD")).Counts is var c ? (c.Completed, c.EmptyBodies) : default;
    }

    [Fact]
    public async Task A_connection_that_the_server_closes_is_opened_again()
    {
        var result = await RunHello("/close");

        Assert.Equal(200, result.Counts.Completed);
        Assert.InRange(result.Counts.Reconnects, 190, 200);
    }

    [Fact]
    public async Task A_large_body_is_sent_whole()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, new byte[3_000_000]);
        var result = await RunHello("/", $"--method POST --body-file {file} --connections 2 --rate 5");
        File.Delete(file);

        Assert.Equal(5, result.Counts.Completed);
    }

    [Theory]
    [InlineData("", false, HttpErrorKinds.Reset)]
    [InlineData("", true, HttpErrorKinds.Reset)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-", false, HttpErrorKinds.Reset)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", false, HttpErrorKinds.ShortBody)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", false, HttpErrorKinds.ShortBody)]
    [InlineData("SSH-2.0\r\n\r\n", false, HttpErrorKinds.Protocol)]
    [InlineData(Ok + "more", false, HttpErrorKinds.Protocol)]
    public void Every_second_answer_that_breaks_is_one_error_of_its_kind(string text, bool reset, string kind)
    {
        using var server = new ScriptedServer(n => n % 2 == 0 ? new(Ok) : new(text) { Close = true, Reset = reset });
        var result = Run(server.Url);

        Assert.Equal(200, server.Requests);
        Assert.Equal((100, 100), (result.Counts.Completed, result.Counts.ErrorsByKind[kind]));
        Assert.InRange(result.Counts.Reconnects, 90, 100);
    }

    [Fact]
    public void A_body_that_ends_with_the_connection_is_complete()
    {
        using var server = new ScriptedServer(_ => new("HTTP/1.1 200 OK\r\n\r\n", "the", " end") { Close = true });

        Assert.Equal(200, Run(server.Url).Counts.Completed);
    }

    [Theory]
    [InlineData(64 << 10)]
    [InlineData(3 * (64 << 10))]
    [InlineData((64 << 10) + 1)]
    public void An_answer_that_fills_the_buffer_is_read_to_its_end(int size)
    {
        const string Head = "HTTP/1.1 200 OK\r\nContent-Length: ";
        var body = size - Head.Length - $"{size}\r\n\r\n".Length;
        using var server = new ScriptedServer(_ => new($"{Head}{body:D5}\r\n\r\n{new string('x', size - Head.Length - Math.Max(5, $"{body}".Length) - 4)}"));
        var result = Run(server.Url, "--rate 100 --duration 500ms --connections 2");

        Assert.Equal((50, 0, 0), (result.Counts.Completed, result.Counts.Errors, result.Counts.Reconnects));
    }

    [Fact]
    public void A_connection_that_ends_together_with_a_whole_answer_is_opened_again_at_once()
    {
        using var server = new ScriptedServer(_ => new(Ok) { Close = true });
        var result = Run(server.Url, "--rate 20 --duration 1s --connections 20");

        Assert.Equal((20, 0), (result.Counts.Completed, result.Counts.Errors));
        // Each carried one request only: nothing but the end itself can have told of it.
        Assert.InRange(result.Counts.Reconnects, 15, 20);
    }

    [Fact]
    public void An_answer_that_never_comes_is_a_timeout_of_that_length()
    {
        using var server = new ScriptedServer(_ => new());
        var result = Run(server.Url, "--timeout 200ms --connections 400 --drain 1s");

        Assert.Equal(200, result.Counts.ErrorsByKind[HttpErrorKinds.Timeout]);
        Assert.InRange(result.Histograms.Latency.Min, 200_000_000, 1_000_000_000);
    }

    [Fact]
    public void Requests_without_an_answer_by_the_end_count_with_the_time_they_waited()
    {
        using var server = new ScriptedServer(_ => new());
        var result = Run(server.Url, "--connections 4 --drain 500ms");

        Assert.Equal(4, result.Counts.ErrorsByKind[HttpErrorKinds.Unanswered]);
        Assert.Equal(196, result.Counts.ErrorsByKind[HttpErrorKinds.Unsent]);
        // The first was due at 0 and waited for the whole load and the drain; the last for the drain.
        Assert.InRange(result.Histograms.Latency.Max, 1_500_000_000, 3_000_000_000);
        Assert.InRange(result.Histograms.Latency.Min, 500_000_000, 1_500_000_000);
    }

    [Fact]
    public void With_nobody_listening_every_request_fails_to_connect()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://{listener.LocalEndpoint}/";
        listener.Stop();
        var result = Run(url, "--drain 1s");

        Assert.Equal(200, result.Counts.ErrorsByKind[HttpErrorKinds.Connect]);
        Assert.True(result.Counts.FailedConnects > 10);
    }

    [Fact]
    public async Task A_stall_shows_in_the_corrected_tail_and_not_in_the_uncorrected()
    {
        var stall = new Stall(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.5));
        await using var server = new HelloServer(new HelloOptions { Stalls = [stall] });
        var url = await server.StartAsync();
        var result = await OwnThread.Run(() => Run(url, "--rate 100 --duration 3s --warmup 500ms --connections 4"));

        // Of the 50 requests due in the half second without answers, 4 were on their way and the others waited for a connection.
        Assert.Equal((300, 0), (result.Counts.Completed, result.Counts.Errors));
        // Percentiles are compared with half of the stall, which no busy machine makes of its own: ratios of two noises would be.
        var histograms = result.Histograms;
        Assert.True(histograms.Latency.Percentile(93) > 200_000_000);
        Assert.True(histograms.LatencyUncorrected.Percentile(97) < 200_000_000);
        // The wait for a connection is the server's doing, and the client's own lag says so.
        Assert.True(histograms.SendLag.Percentile(95) > 200_000_000);
        Assert.True(histograms.ClientLag.Percentile(97) < 200_000_000);
    }

    [Fact]
    public void An_interrupted_load_has_the_figures_until_then()
    {
        using var server = new ScriptedServer(_ => new(Ok));
        HttpLoad? running = null;
        var command = HttpCommand.Parse(["--url", server.Url, "--rate", "100", "--duration", "1h"]);
        using var load = running = new HttpLoad(LoadEngines.Create(Engine, secure: false, Assert.Fail), command.Plan(CancellationToken.None), command.Options);
        var result = Consistent(running.Run(_ => running.Interrupt()));

        Assert.True(result.Interrupted);
        Assert.InRange(result.MeasuredSeconds, 1, 60);
        Assert.InRange(result.Counts.Scheduled, 100, 6000);
    }

    [Fact]
    public void A_load_that_is_interrupted_before_it_begins_has_no_requests()
    {
        using var server = new ScriptedServer(_ => new(Ok));
        var result = Run(server.Url, "", load => load.Interrupt());

        Assert.True(result.Interrupted);
        Assert.Equal((0, 0.0, 0.0), (result.Counts.Scheduled, result.MeasuredSeconds, result.Rates.Achieved));
    }

    [Fact]
    public void A_closed_loop_keeps_every_connection_busy_and_counts_what_it_sent()
    {
        using var server = new ScriptedServer(_ => new(Ok));
        var result = Run(server.Url, "--rate max --connections 3 --duration 300ms --warmup 100ms");

        Assert.Equal(0, result.Counts.Errors);
        Assert.True(result.Counts.Completed > 50);
        Assert.Equal(server.Requests, result.PerSecond.Sum(s => s.Sent));
    }

    [Fact]
    public void A_closed_loop_without_a_server_counts_its_attempts_to_connect()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://{listener.LocalEndpoint}/";
        listener.Stop();
        var result = Run(url, "--rate max --duration 300ms --connections 2");

        Assert.True(result.Counts.ErrorsByKind[HttpErrorKinds.Connect] > 1);
        Assert.Equal(0, result.Counts.Completed);
    }

    [Theory]
    [InlineData("eco")]
    [InlineData("burst")]
    [InlineData("busy")]
    public void Every_pacing_sends_all_that_is_due(string pacing)
    {
        using var server = new ScriptedServer(_ => new(Ok));
        var result = Run(server.Url, $"--pacing {pacing} --rate 2000 --duration 500ms");

        Assert.Equal((1000, 1000), (result.Counts.Completed, server.Requests));
    }

    [Theory]
    [InlineData("precise")]
    [InlineData("eco")]
    [InlineData("burst")]
    [InlineData("busy")]
    public void No_pacing_sends_before_the_time_that_is_due(string pacing)
    {
        using var server = new ScriptedServer(_ => new(Ok));
        var plan = HttpCommand.Parse(["--url", server.Url, "--rate", "2000", "--duration", "500ms", "--arrivals", "exp", "--pacing", pacing]).Plan(CancellationToken.None);
        using var clock = new LoadClock(plan.Warmup, plan.Duration, plan.Drain);
        var record = new WorkerRecord(clock);
        LoadEngines.Create(Engine, secure: false, Assert.Fail).Run(plan, clock, [record]);

        Assert.Equal(1000, record.Times.Length);
        Assert.All(record.Times.ToArray(), t => Assert.True(t.Sent >= t.Due));
    }

    [Fact]
    public void A_thread_that_is_busy_by_its_pacing_alone_is_not_called_busy()
    {
        using var server = new ScriptedServer(_ => new(Ok));

        Assert.InRange(Run(server.Url, "--pacing busy --rate 50 --duration 500ms").Client.BusyShare, 0, 0.9);
    }

    [Fact]
    public void Ten_thousand_resets_are_counted_and_end_well()
    {
        using var server = new ScriptedServer(_ => new("") { Close = true, Reset = true });
        var result = Run(server.Url, "--rate 10000 --duration 1s --connections 50 --drain 10s");

        Assert.Equal(10_000, result.Counts.ErrorsByKind.Where(e => e.Key is HttpErrorKinds.Reset or HttpErrorKinds.Connect or HttpErrorKinds.Unsent).Sum(e => e.Value));
        Assert.True(server.Requests > 1000);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n", "X-Filler: 0123456789012345678901234567890123456789\r\n", 20_000, HttpErrorKinds.Protocol)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "0000000000000000000000000000000000000000", 20_000, HttpErrorKinds.Protocol)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", "extension=without-end;extension=without-end;", 20_000, HttpErrorKinds.Protocol)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n", "an endless chunk, an endless chunk, an endless chunk", 20_000, HttpErrorKinds.Timeout)]
    public void An_answer_without_end_is_bounded(string head, string filler, int times, string kind)
    {
        var text = string.Concat(Enumerable.Repeat(filler, times));
        using var server = new ScriptedServer(_ => new(head, text));
        var result = Run(server.Url, "--rate 10 --duration 500ms --timeout 500ms --connections 5");

        Assert.Equal(5, result.Counts.ErrorsByKind[kind]);
    }

    [Fact]
    public void A_source_hears_of_every_answer_in_full()
    {
        using var server = new ScriptedServer(_ => new("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n", "3\r\nllo\r\n0\r\n\r\n"));
        var source = new ListeningSource();
        Run(server.Url, "--rate 100 --duration 500ms", source);

        Assert.Equal(50, source.Heard.Count);
        Assert.All(source.Heard, h => Assert.Equal((200, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "hello"), h));
        // One is made ahead of time.
        Assert.Equal(51, source.Made);
    }

    [Fact]
    public void Requests_in_one_text_go_out_together_and_each_answer_counts()
    {
        using var server = new ScriptedServer(n => n % 3 == 1 ? new("HTTP/1.1 404 No\r\nContent-", "Length: 1\r\n\r\n", "x") : new(Ok));
        var source = new PipelinedSource("GET", "GET", "GET");
        var result = Run(server.Url, "--rate 300 --duration 1s --connections 3", source);

        Assert.Equal((200, 100, 300), (result.Counts.Completed, result.Counts.ErrorsByKind[HttpErrorKinds.Status4xx], server.Requests));
        Assert.Equal((300, 300), (result.Counts.Sent, source.Heard.Count));
        Assert.Equal(0, result.Counts.Reconnects);
        // The plan is the one of single requests, and the audit compares it with the law; what was sent has gaps of none and of three.
        Assert.InRange(result.Arrivals.Planned!.GapCv!.Value, 0, 0.001);
        Assert.InRange(result.Arrivals.GapCv!.Value, 1.2, 10);
    }

    [Fact]
    public void An_answer_to_HEAD_among_others_has_no_body()
    {
        using var server = new ScriptedServer(n => new(n % 3 == 2 ? Ok : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + (n % 3 == 0 ? "ok" : "")));
        // The server counts over all connections: on more than one the texts of a busy moment would get each other's answers.
        var result = Run(server.Url, "--rate 300 --duration 500ms --connections 1", new PipelinedSource("GET", "HEAD", "GET"));

        Assert.Equal((150, 0, 0), (result.Counts.Completed, result.Counts.Errors, result.Counts.EmptyBodies));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok", 2, HttpErrorKinds.Reset)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nok", 2, HttpErrorKinds.Reset)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", 1, HttpErrorKinds.ShortBody)]
    [InlineData("garbage\r\n\r\n", 1, HttpErrorKinds.Protocol)]
    public void Of_a_text_that_breaks_off_the_answers_that_came_are_good(string second, int good, string kind)
    {
        // The server reads no more behind its second answer; so the requests that it counts come in twos.
        using var server = new ScriptedServer(n => n % 2 == 0 ? new(Ok) : new(second) { Close = true });
        var result = Run(server.Url, "--rate 400 --duration 500ms --connections 4", new PipelinedSource("GET", "GET", "GET", "GET"));

        Assert.Equal((50 * good, 50 * (4 - good)), (result.Counts.Completed, result.Counts.ErrorsByKind[kind]));
    }

    [Fact]
    public void Answers_of_a_text_that_never_come_are_timeouts_each()
    {
        using var server = new ScriptedServer(n => n % 3 == 0 ? new(Ok) : new());
        var result = Run(server.Url, "--rate 60 --duration 500ms --connections 1 --timeout 20s --drain 200ms", new PipelinedSource("GET", "GET", "GET"));

        // One text was sent; two of its answers did not come, and the connection is not free for another.
        Assert.Equal((1, 2, 27), (result.Counts.Completed, result.Counts.ErrorsByKind[HttpErrorKinds.Unanswered], result.Counts.ErrorsByKind[HttpErrorKinds.Unsent]));
        result = Run(server.Url, "--rate 60 --duration 50ms --connections 1 --timeout 200ms --drain 20s", new PipelinedSource("GET", "GET", "GET"));
        Assert.Equal((1, 2), (result.Counts.Completed, result.Counts.ErrorsByKind[HttpErrorKinds.Timeout]));
    }

    [Fact]
    public void A_closed_loop_sends_the_next_text_when_all_answers_of_the_last_are_there()
    {
        using var server = new ScriptedServer(_ => new(Ok));
        var result = Run(server.Url, "--rate max --connections 2 --duration 300ms", new PipelinedSource("GET", "GET"));

        Assert.Equal((0, 0), (result.Counts.Errors, result.Counts.Completed % 2));
        Assert.Equal(server.Requests, result.Counts.Completed);
    }

    [Fact]
    public void A_connection_that_rests_sends_nothing_until_it_has_rested()
    {
        using var server = new ScriptedServer(_ => new(Ok));
        var source = new ListeningSource(_ => 50_000_000);
        var result = Run(server.Url, "--rate max --connections 2 --duration 500ms", source);

        // Each of the two begins to rest with the load, and rests again behind each answer.
        Assert.InRange(result.Counts.Completed, 1, 18);
        Assert.Equal(result.Counts.Completed + 2, source.Rests);
        Assert.Equal(0, result.Counts.Errors);
    }

    [Fact]
    public void What_is_due_while_all_connections_rest_waits_for_one_and_its_latency_counts_on()
    {
        const long Hour = 3_600_000_000_000;
        using var server = new ScriptedServer(_ => new(Ok));
        // The first of two connections rests for 200 ms and then for good, the other from the begin.
        var result = Run(server.Url, "--rate 100 --connections 2 --duration 500ms --drain 1s", new ListeningSource(n => n == 0 ? 200_000_000 : Hour));

        Assert.Equal((1, 49), (result.Counts.Completed, result.Counts.ErrorsByKind[HttpErrorKinds.Unsent]));
        // The request due at 0 was sent by that connection, and waiting for it is not the client's own lag.
        Assert.True(result.Histograms.SendLag.Min >= 199_000_000);
        Assert.True(result.Histograms.ClientLag.Max <= result.Histograms.SendLag.Min - 199_000_000 + 1_000_000);
    }

    [Fact]
    public void A_connection_that_the_server_closes_while_it_rests_is_opened_again()
    {
        using var server = new ScriptedServer(_ => new(Ok) { Close = true });
        var result = Run(server.Url, "--rate max --connections 1 --duration 2s", new ListeningSource(_ => 20_000_000));

        Assert.True(result.Counts.Completed > 1);
        Assert.True(result.Counts.Reconnects >= result.Counts.Completed - 1);
    }
}
