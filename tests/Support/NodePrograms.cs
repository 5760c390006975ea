using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Bench.Support;

/// <summary>The bench-load and bench-hello that PublishLoad made, where they may not run just so: on an older system, on another processor.</summary>
/// <param name="start">The words that start a program there; its name comes in.</param>
/// <param name="outside">An empty folder of that system, as this machine sees it.</param>
/// <param name="inside">The same folder, as the programs see it.</param>
internal sealed class NodePrograms(Func<string, IEnumerable<string>> start, string outside, string inside) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly int _port = FreePort();
    private Launched? _hello;

    /// <summary>Where PublishLoad puts the programs for a runtime.</summary>
    public static string FolderOf(string runtime) => Path.Combine(Checkout.Path, "artifacts", "nodes", runtime);

    /// <summary>Starts bench-hello, and waits until a probe finds it well.</summary>
    public async Task StartHelloAsync()
    {
        _hello = Launch("bench-hello", "--port", $"{_port}");
        await RunAsync("probe", "--http", "/health", "--host", "127.0.0.1", "--port", $"{_port}", "--until-good", "--out", Inside("probe.jsonl"));
    }

    /// <summary>Drives bench-hello for a second; every request must be answered well. The engine that did it.</summary>
    public async Task<string> DriveAsync(params IEnumerable<string> more)
    {
        var result = $"result-{Guid.NewGuid():N}.json";
        await RunAsync(["http", "--url", $"http://127.0.0.1:{_port}/hello", "--rate", "200/s", "--duration", "1s", "--out", Inside(result), .. more]);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(outside, result)));
        var counts = json.RootElement.GetProperty("counts");
        Assert.True(
            counts.GetProperty("completed").GetInt32() == 200 && counts.GetProperty("errors").GetInt32() == 0 && counts.GetProperty("bytesReceived").GetInt32() > 200 * 100, $"{counts}");
        return json.RootElement.GetProperty("engine").GetString()!.Split(' ')[^1];
    }

    /// <summary>The same by a Lua script, which asks for bodies of different lengths.</summary>
    public Task DriveByLuaAsync()
    {
        File.WriteAllText(Path.Combine(outside, "script.lua"), "local n = 0\nrequest = function() n = n + 1; return wrk.format('GET', '/bytes?n=' .. (1 + n % 100)) end\n");
        return DriveAsync("--script", Inside("script.lua"));
    }

    /// <summary>Takes samples of the node until it is told to end.</summary>
    public async Task SampleAsync()
    {
        var rows = Path.Combine(outside, "samples.csv");
        using var sampler = Launch("bench-load", "sample", "--job", "j", "--source", "s", "--every", "200ms", "--out", Inside("samples.csv"));
        await UntilAsync(() => File.Exists(rows) && File.ReadAllText(rows).Contains(",memory/available,", StringComparison.Ordinal), () => $"no samples in {rows}");
        sampler.Signal(PosixSignal.SIGTERM);
        var ended = await sampler.EndAsync(Patience);
        Assert.True(ended.Status == 0, ended.ToString());
    }

    /// <summary>Measures between three nodes that are addresses of the loopback, by iperf3: agents, and processes that they start and end.</summary>
    public async Task PlayAsync()
    {
        File.WriteAllText(Path.Combine(outside, "plan.json"), """
            {"schema": "bench/pair-plan/1", "tool": "iperf3", "durationSeconds": 1, "graceSeconds": 10, "startTimeoutSeconds": 60,
             "pattern": {"kind": "Ring", "nodes": 3, "seed": 1, "rounds": 1, "contention": "None", "repeat": 1}}
            """);
        await RunAsync("pattern", "--plan", Inside("plan.json"), "--out", Inside("pairs"), "--local");
        var pairs = await File.ReadAllLinesAsync(Path.Combine(outside, "pairs", "pairs.jsonl"));
        Assert.Equal(3, pairs.Count(pair => pair.Contains("\"throughput\":", StringComparison.Ordinal)));
    }

    /// <summary>Ends bench-hello, which must do so when it is told.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_hello is not null)
        {
            using var hello = _hello;
            hello.Signal(PosixSignal.SIGTERM);
            var ended = await hello.EndAsync(Patience);
            Assert.True(ended.Status == 0, ended.ToString());
        }
    }

    private async Task RunAsync(params IEnumerable<string> arguments)
    {
        using var process = Launch("bench-load", arguments);
        var ended = await process.EndAsync(Patience);
        Assert.True(ended.Status == 0, $"bench-load {string.Join(' ', arguments)}: {ended}");
    }

    private Launched Launch(string program, params IEnumerable<string> arguments) => new(outside, [.. start(program), .. arguments]);

    private string Inside(string file) => Path.Combine(inside, file);

    private static async Task UntilAsync(Func<bool> condition, Func<string> complaint)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, complaint());
            await timer.WaitForNextTickAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
