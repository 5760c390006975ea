using System.Net;
using Bench.Load.Http;
using Bench.Load.Lua;
using Bench.Measurement.Histograms;
using Bench.Measurement.Results;

namespace Bench.Load.Tests.Lua;

/// <summary>Scripts of the folder beside, on the interpreters of this machine.</summary>
internal static class LuaScripts
{
    /// <summary>Both kinds; .ci/run installs them. A machine without one fails the tests and says so.</summary>
    internal static IReadOnlyList<string> Interpreters { get; } = ["libluajit-5.1.so.2", "liblua5.4.so.0"];

    internal static LuaApi Api(string interpreter) =>
        LuaApi.Open(interpreter) ?? throw new InvalidOperationException($"{interpreter} is not installed: apt install libluajit-5.1-2 liblua5.4-0.");

    internal static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Lua", "Scripts", file);

    internal static LuaScript Load(string interpreter, string file, Func<LuaSettings, LuaSettings>? change = null)
    {
        var settings = new LuaSettings
        {
            File = PathOf(file),
            Url = "http://127.0.0.1:8080/",
            Target = new HttpTarget("127.0.0.1", 8080, "/"),
            Endpoint = new IPEndPoint(IPAddress.Loopback, 8080),
        };
        return new LuaScript(Api(interpreter), change?.Invoke(settings) ?? settings);
    }

    /// <summary>A result with these latencies, ns, and some of all that can go wrong.</summary>
    internal static HttpLoadResult Result(long[] latencies)
    {
        var latency = new LatencyHistogram();
        foreach (var value in latencies)
        {
            latency.Record(value);
        }

        return new HttpLoadResult
        {
            Engine = "test",
            Options = new HttpLoadOptions { Url = "http://127.0.0.1:8080/", Rate = 4, Connections = 2, DurationSeconds = 2, Threads = 2 },
            Started = DateTimeOffset.UnixEpoch,
            MeasuredSeconds = 2,
            Counts = new HttpLoadCounts
            {
                Scheduled = 13,
                Sent = 13,
                Completed = 4,
                CompletedInTime = 4,
                Errors = 9,
                ErrorsByKind = new Dictionary<string, long>
                {
                    [HttpErrorKinds.Timeout] = 2,
                    [HttpErrorKinds.Reset] = 3,
                    [HttpErrorKinds.ShortBody] = 1,
                    [HttpErrorKinds.Status4xx] = 2,
                    [HttpErrorKinds.Status5xx] = 1,
                },
                BytesReceived = 1234,
                FailedConnects = 1,
            },
            Rates = new HttpLoadRates { Requested = 4, Scheduled = 4, Achieved = 2 },
            Histograms = new HttpLoadHistograms
            {
                Latency = latency,
                LatencyUncorrected = latency,
                ErrorLatency = new(),
                SendLag = new(),
                ClientLag = new(),
                Connect = new(),
            },
            PerSecond =
            [
                new HttpLoadSecond { Second = -1, Scheduled = 4, Sent = 4, Completed = 400, Errors = 0 },
                new HttpLoadSecond { Second = 0, Scheduled = 4, Sent = 4, Completed = 40, Errors = 0 },
                new HttpLoadSecond { Second = 1, Scheduled = 4, Sent = 4, Completed = 60, Errors = 0 },
                new HttpLoadSecond { Second = 2, Scheduled = 0, Sent = 0, Completed = 500, Errors = 0 },
            ],
            Client = new ClientUse { UserSeconds = 0, SystemSeconds = 0, CpuShare = 0, BusyShare = 0, Processors = 1 },
            // Scripts are not told of it.
            Arrivals = null!,
        };
    }
}
