using System.Net;
using System.Net.Sockets;
using System.Text;
using Bench.Load.Http;
using Bench.Load.Lua;
using Bench.Load.Requests;

namespace Bench.Load.Tests.Lua;

public sealed class LuaScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bench-lua").FullName;
    private readonly List<LuaScript> _scripts = [];

    public static TheoryData<string> Interpreters => [.. LuaScripts.Interpreters];

    private string Out => Path.Combine(_folder, "out.txt");

    public void Dispose()
    {
        _scripts.ForEach(s => s.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    private LuaScript Load(string interpreter, string file, int workers = 1, string url = "http://127.0.0.1:8080/", params string[] arguments)
    {
        var script = LuaScripts.Load(interpreter, file, s => s with
        {
            Url = url,
            Target = HttpTarget.Parse(url, null),
            Workers = workers,
            Arguments = arguments,
        });
        _scripts.Add(script);
        return script;
    }

    private LuaScript LoadText(string interpreter, string text, int workers = 1)
    {
        var file = Path.Combine(_folder, "own.lua");
        File.WriteAllText(file, text);
        return Load(interpreter, file, workers);
    }

    private static string Next(IRequestSource source) => Encoding.UTF8.GetString(source.Next().Span);

    private static string Path0(IRequestSource source) => Next(source).Split(' ')[1];

    // Pearson's statistic of the kinds that a script makes, by the text that tells them apart.
    private double ChiSquare(string interpreter, string file, params (string Mark, double Share)[] kinds)
    {
        const int Requests = 20_000;
        var source = Load(interpreter, file, arguments: "11").Create(0, 1);
        var counts = new int[kinds.Length];
        for (var i = 0; i < Requests; i++)
        {
            var path = Path0(source);
            counts[Array.FindIndex(kinds, k => path.Contains(k.Mark, StringComparison.Ordinal))]++;
        }

        return kinds.Select((k, i) => Math.Pow(counts[i] - k.Share * Requests, 2) / (k.Share * Requests)).Sum();
    }

    // The limits are the quantiles of 0.9999: 3 and 2 degrees of freedom.
    [Theory]
    [MemberData(nameof(Interpreters))]
    public void The_hotel_mix_is_60_39_half_and_half(string interpreter) => Assert.InRange(
        ChiSquare(interpreter, "hotel.lua", ("/hotels?", 0.6), ("/recommendations?", 0.39), ("/user?", 0.005), ("/reservation?", 0.005)), 0, 21.1);

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void The_social_mix_is_60_30_10(string interpreter) => Assert.InRange(
        ChiSquare(interpreter, "social.lua", ("/home-timeline/", 0.6), ("/user-timeline/", 0.3), ("/post/compose", 0.1)), 0, 18.4);

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void A_post_has_the_length_of_its_body(string interpreter)
    {
        var source = Load(interpreter, "social.lua", arguments: "3").Create(0, 1);
        var post = Enumerable.Range(0, 1000).Select(_ => Next(source)).First(r => r.StartsWith("POST", StringComparison.Ordinal));
        var (head, body) = (post.Split("\r\n\r\n")[0], post.Split("\r\n\r\n")[1]);

        Assert.Contains($"\r\nContent-Length: {body.Length}", head, StringComparison.Ordinal);
        Assert.Contains("\r\nHost: 127.0.0.1:8080", head, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/x-www-form-urlencoded", head, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void A_counter_counts_in_each_worker_from_0(string interpreter)
    {
        var script = Load(interpreter, "counter.lua", workers: 2);
        foreach (var worker in new[] { 0, 1 })
        {
            var source = script.Create(worker, 2);
            var (first, second) = (Next(source), Next(source));

            Assert.StartsWith("GET /item/0 HTTP/1.1\r\n", first, StringComparison.Ordinal);
            Assert.StartsWith("GET /item/1 HTTP/1.1\r\n", second, StringComparison.Ordinal);
            Assert.Contains("\r\nX-Counter: 1\r\n", second, StringComparison.Ordinal);
            Assert.EndsWith("\r\n\r\n", second, StringComparison.Ordinal);
            Assert.False(source.WantsResponses);
        }
    }

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void A_request_stays_as_it_was_until_the_call_after_the_next(string interpreter)
    {
        var source = Load(interpreter, "counter.lua").Create(0, 1);
        var first = source.Next();
        var before = first.ToArray();
        source.Next();

        Assert.Equal(before, first.ToArray());
    }

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void A_response_is_told_with_status_headers_and_body_and_may_change_the_requests(string interpreter)
    {
        var source = Load(interpreter, "auth.lua").Create(0, 1);

        Assert.True(source.WantsResponses);
        Assert.Equal("/login", Path0(source));
        source.Responded(500, "HTTP/1.1 500 Oh\r\nX-Token: no\r\n\r\n"u8, ""u8);
        Assert.Equal("/login", Path0(source));
        source.Responded(200, "HTTP/1.1 200 OK\r\nDate: Mon, 23 Nov 2026 00:39:32 GMT\r\nX-Token:  secret \r\n\r\n"u8, "\0!"u8);
        var request = Next(source);
        Assert.StartsWith("GET /data ", request, StringComparison.Ordinal);
        Assert.Contains("\r\nAuthorization: secret\0!\r\n", request, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void A_script_without_request_is_one_request_rendered_once(string interpreter)
    {
        var source = Load(interpreter, "post.lua", url: "http://[::1]/form?x=1").Create(0, 1);
        var request = Next(source);

        Assert.StartsWith("POST /form?x=1 HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nHost: [::1]\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Length: 20\r\n", request, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nname=bench&kind=load", request, StringComparison.Ordinal);
        Assert.Equal(request, Next(source));
    }

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void Headers_method_and_body_of_the_command_line_are_the_scripts_defaults(string interpreter)
    {
        using var script = LuaScripts.Load(interpreter, "delay.lua", s => s with { Method = "PUT", Body = [1, 0, 2], Headers = [("X-A", "b"), ("Host", "other")] });
        var request = Next(script.Create(0, 1));

        Assert.StartsWith("PUT / HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nHost: other\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nX-A: b\r\n", request, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n\u0001\0\u0002", request, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void Several_requests_in_one_text_stay_together_and_their_ends_are_known(string interpreter)
    {
        var source = Load(interpreter, "pipeline.lua").Create(0, 1);
        var text = Next(source);
        var ends = source.Ends.ToArray();
        string[] requests = [text[..ends[0]], text[ends[0]..ends[1]], text[ends[1]..ends[2]]];

        Assert.Equal(text.Length, ends[^1]);
        Assert.Equal(["/one", "/two", "/three"], requests.Select(r => r.Split(' ')[1]));
        Assert.EndsWith("\r\n\r\na body\r\n\r\n", requests[1], StringComparison.Ordinal);

        var single = Load(interpreter, "counter.lua").Create(0, 1);
        single.Next();
        Assert.True(single.Ends.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void A_delay_is_asked_for_before_each_request(string interpreter)
    {
        var source = Load(interpreter, "delay.lua").Create(0, 1);
        var rests = Enumerable.Range(0, 100).Select(_ => source.Rest()).ToList();

        Assert.True(source.WantsRests);
        Assert.All(rests, r => Assert.InRange(r, 10_000_000, 50_000_000));
        Assert.True(rests.Distinct().Count() > 10);
        Assert.False(Load(interpreter, "counter.lua").Create(0, 1).WantsRests);
        Assert.Equal(500_000, LoadText(interpreter, "function delay() return 0.5 end").Create(0, 1).Rest());
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("nil")]
    [InlineData("0/0")]
    [InlineData("'long'")]
    [InlineData("math.huge")]
    public void A_delay_that_is_none_ends_the_load(string value)
    {
        foreach (var interpreter in LuaScripts.Interpreters)
        {
            var source = LoadText(interpreter, $"function delay() return {value} end").Create(0, 1);
            Assert.Contains("own.lua: delay() gave no delay", Assert.Throws<LoadException>(() => source.Rest()).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void Threads_get_values_in_setup_and_give_them_back_in_done(string interpreter)
    {
        var script = Load(interpreter, "setup.lua", workers: 2, arguments: Out);
        for (var worker = 0; worker < 2; worker++)
        {
            var source = script.Create(worker, 2);
            source.Next();
            source.Responded(200, "HTTP/1.1 200 OK\r\n\r\n"u8, ""u8);
        }

        script.Create(1, 2).Next();
        script.Done(new LuaSummary(LuaScripts.Result([1000])));

        Assert.Equal("thread 10: 1 made, 1 answered\nthread 20: 2 made, 1 answered\n", File.ReadAllText(Out));
    }

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void The_load_is_stopped_once_all_threads_are(string interpreter)
    {
        var script = Load(interpreter, "stop.lua", workers: 2);
        var stops = 0;
        script.Stopped = () => stops++;
        foreach (var worker in new[] { 0, 1 })
        {
            Assert.Equal(0, stops);
            var source = script.Create(worker, 2);
            for (var i = 0; i < 20; i++)
            {
                source.Responded(200, ""u8, ""u8);
            }
        }

        Assert.Equal(1, stops);
    }

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void Done_gets_counts_and_latencies_in_microseconds(string interpreter)
    {
        var script = Load(interpreter, "report.lua", arguments: Out);
        script.Done(new LuaSummary(LuaScripts.Result([1_000_000, 2_000_000, 3_000_000, 100_000_000])));

        Assert.Equal(
            """
            requests 7 bytes 1234 seconds 2
            errors 1 4 0 3 2
            latency 4 1000 100000 26500.0 42430.4
            50%,2000
            90%,100000
            99%,100000
            99.999%,100000
            first 1000 1000 1
            rate 2 30

            """,
            File.ReadAllText(Out));
    }

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void Setup_chooses_the_address_of_a_thread(string interpreter)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var script = Load(interpreter, "address.lua", workers: 2, url: $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

        Assert.Equal(listener.LocalEndpoint, script.AddressOf(1));
        Assert.Contains($"\r\nX-Address: {listener.LocalEndpoint}\r\n", Next(script.Create(1, 2)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void Numbers_are_written_as_LuaJIT_writes_them(string interpreter) => Assert.Equal(
        "/38|0.5|1099511627776|3|-3|5___2.0%|ff|38|1|x|y", Path0(Load(interpreter, "numbers.lua").Create(0, 1)));

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void Workers_that_seed_nothing_have_streams_of_their_own_that_come_again(string interpreter)
    {
        const string Text = "function request() return wrk.format('GET', '/' .. math.random(1, 1000000000)) end";
        string[] Paths()
        {
            var script = LoadText(interpreter, Text, workers: 2);
            return [Path0(script.Create(0, 2)), Path0(script.Create(1, 2))];
        }

        var paths = Paths();
        Assert.NotEqual(paths[0], paths[1]);
        Assert.Equal(paths, Paths());
    }

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void The_clock_the_environment_and_the_arguments_are_there(string interpreter) => LoadText(
        interpreter,
        """
        local socket = require("socket")
        function init(args)
           local before = socket.gettime()
           socket.sleep(0.01)
           assert(socket.gettime() - before >= 0.009, "sleep")
           assert(math.abs(before - os.time()) < 5, "gettime")
           assert(os.getenv("PATH") and not os.getenv("NO_SUCH_VARIABLE"), "getenv")
           assert(args[0] == "http://127.0.0.1:8080/" and args[1] == nil, "args")
           assert(wrk.scheme == "http" and wrk.host == "127.0.0.1" and wrk.port == "8080" and wrk.path == "/" and url == args[0], "wrk")
           assert(require("wrk") == wrk and wrk.time_us() > 1e15, "require")
        end
        """);

    [Theory]
    [InlineData("x = = 1", "own.lua:1: ")]
    [InlineData("local a\nfunction init()\n return a.b\nend", "own.lua:3: attempt to index")]
    [InlineData("function setup(thread)\n thread.name = 1\nend", "own.lua:2: 'name' of a thread cannot be set")]
    [InlineData("function setup(thread)\n thread:set('f', print)\nend", "own.lua:2: functions, threads and userdata cannot go")]
    [InlineData("function setup(thread)\n local t = {}\n t.t = t\n thread:set('t', t)\nend", "own.lua:4: a table that is nested more than 100 deep")]
    [InlineData("function setup()\n wrk.lookup('no-such-host.invalid', 80)\nend", "own.lua:2: wrk.lookup: the host 'no-such-host.invalid'")]
    [InlineData("function setup(thread)\n thread.addr = 'x'\nend", "own.lua:2: an address of wrk.lookup is needed")]
    [InlineData("error({})", "the script raised an error that is no text")]
    public void A_script_that_fails_says_where(string text, string message)
    {
        foreach (var interpreter in LuaScripts.Interpreters)
        {
            Assert.Contains(message, Assert.Throws<LoadException>(() => LoadText(interpreter, text)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("function request()\n return nil .. 'x'\nend", "own.lua:2: attempt to concatenate")]
    [InlineData("function request() return 5 end", "own.lua: request() gave no text")]
    [InlineData("function request() return '' end", "own.lua: request() gave no complete HTTP request")]
    [InlineData("function request() return 'GET / HTTP/1.1\\r\\nHost: x\\r\\n' end", "own.lua: request() gave no complete HTTP request: 'GET / HTTP/1.1\\nHost: x\\n'")]
    [InlineData("function request() return wrk.format() .. 'GET' end", "own.lua: request() gave no complete HTTP request: 'GET'")]
    [InlineData("function request() return 'POST / HTTP/1.1\\r\\nContent-Length: 5\\r\\n\\r\\nabc' end", "own.lua: request() gave no complete")]
    public void A_request_that_is_none_ends_the_load(string text, string message)
    {
        foreach (var interpreter in LuaScripts.Interpreters)
        {
            var source = LoadText(interpreter, text).Create(0, 1);
            Assert.Contains(message, Assert.Throws<LoadException>(() => source.Next()).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_an_interpreter_the_error_names_the_package() => Assert.Contains(
        "apt install libluajit-5.1-2", Assert.Throws<LoadException>(() => LuaApi.Find(["libno-such-lua.so"])).Message, StringComparison.Ordinal);
}
